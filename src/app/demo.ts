import { createContext, useContext } from 'react'
import type { DemoControls } from '#src/app/start-mocks.ts'

/** Undefined wherever a real server answers. */
export const DemoContext = createContext<DemoControls | undefined>(undefined)

export const useDemo = (): DemoControls | undefined => useContext(DemoContext)
