/** Antidepressants and adjuncts as data. One id per agent; combination products are one agent. */
export type AgentId = string
export type Formulation = 'immediate' | 'sustained' | 'extended' | 'controlled' | 'transdermal' | 'intranasal' | 'intravenous' | 'unspecified'
