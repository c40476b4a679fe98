// Ends with 0 if the bot beside it is ready: for HEALTHCHECK, since the image has no curl.
const { HEALTH_PORT: port } = process.env
const { status, text } = port
  ? await ask(`http://127.0.0.1:${port}/readyz`)
  : { status: 200, text: 'HEALTH_PORT is not set: nothing is checked' }
console.log(text)
process.exitCode = status === 200 ? 0 : 1

async function ask(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(4_000) })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    return { status: 503, text: `${address} does not answer: ${error.cause?.code ?? error.name}` }
  }
}
