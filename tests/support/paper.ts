/** Shows the page as it is printed, and back. */
import type {} from '@vitest/browser-playwright'
import { cdp } from 'vitest/browser'

export const onPaper = (): Promise<unknown> => cdp().send('Emulation.setEmulatedMedia', { media: 'print' })
export const onScreen = (): Promise<unknown> => cdp().send('Emulation.setEmulatedMedia', { media: '' })
