import { render } from 'preact'
import { App } from './app.tsx'
import './styles/page.css'
import './styles/discord.css'
import './styles/telegram.css'
import './styles/side.css'

const root = document.getElementById('page')
if (root) render(<App />, root)
