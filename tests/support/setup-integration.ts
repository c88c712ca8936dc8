import { failOnConsole } from './quiet-console.ts'

failOnConsole()
