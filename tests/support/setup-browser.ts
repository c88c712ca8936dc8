// Components are tested as they are seen: with the tokens and base styles of the app, and with a silent console.
import '#src/ui/tokens.css'
import '#src/ui/base.css'
import { failOnConsole } from '#tests/support/quiet-console.ts'

failOnConsole()
