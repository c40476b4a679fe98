import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** An address that must not be asked; the message says why. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

/** Networks that are not the public internet: https://www.iana.org/assignments/iana-ipv4-special-registry */
const PRIVATE = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4')
/** Only 2000::/3 is public; inside it, tunnels lead to addresses of version 4. */
const PUBLIC_6 = new BlockList()
PUBLIC_6.addSubnet('2000::', 3, 'ipv6')
for (const [network, prefix] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6')

/** @param address of version 4 or 6, without brackets */
export function isPrivate(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return PRIVATE.check(address, 'ipv4')
  return version !== 6 || !PUBLIC_6.check(address, 'ipv6') || PRIVATE.check(address, 'ipv6')
}

/**
 * Checks an address before it is asked. Names are checked by {@link lookUpPublic} when the
 * connection is made, so that what a name means cannot change in between.
 *
 * @throws {RefusedError} for another protocol, a password in the address, or a private address
 */
export function checkAddress(url: URL, allowPrivate: boolean): void {
  if (!['http:', 'https:'].includes(url.protocol))
    throw new RefusedError(`${url.protocol}// is not read, only http:// and https://`)
  if (url.username || url.password) throw new RefusedError('has a password in its address')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivate && isIP(host) && isPrivate(host)) throw refusePrivate(host)
}

const refusePrivate = (host: string) => new RefusedError(`${host} is not on the public internet`)

/** Resolves a name for a connection; fails where any of its addresses is private. */
export const lookUpPublic: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    if (addresses.some(({ address }) => isPrivate(address)))
      return callback(refusePrivate(host), '', 0)
    const [{ address, family } = { address: '', family: 4 }] = addresses
    return options.all ? callback(null, addresses) : callback(null, address, family)
  })
}
