import type { FhirResource } from '#mocks/population.ts'

/** Codes of http://hl7.org/fhir/R4/valueset-issue-type.html that this server uses. */
export type IssueCode =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'not-supported'
  | 'not-found'
  | 'deleted'
  | 'conflict'
  | 'duplicate'
  | 'multiple-matches'
  | 'too-costly'
  | 'expired'
  | 'login'
  | 'forbidden'
  | 'throttled'
  | 'transient'
  | 'timeout'
  | 'no-store'
  | 'exception'
  | 'processing'
  | 'informational'

export interface Issue {
  readonly severity?: 'fatal' | 'error' | 'warning' | 'information'
  readonly code: IssueCode
  readonly text: string
  /** FHIRPath of the element, when there is one. */
  readonly expression?: string
}

export function operationOutcome(...issues: readonly Issue[]): FhirResource {
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map((issue) => ({
      severity: issue.severity ?? 'error',
      code: issue.code,
      details: { text: issue.text },
      diagnostics: issue.text,
      ...(issue.expression === undefined ? {} : { expression: [issue.expression] }),
    })),
  }
}

/** Ends a request: thrown anywhere in the engine, answered as an HTTP status with an OperationOutcome. */
export class Refusal extends Error {
  readonly status: number
  readonly issue: Issue
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, issue: Issue, headers: Readonly<Record<string, string>> = {}) {
    super(issue.text)
    this.name = 'Refusal'
    this.status = status
    this.issue = issue
    this.headers = headers
  }
}

/** 400: the request is wrong or asks for something this server does not implement. */
export const badRequest = (text: string, code: IssueCode = 'invalid'): Refusal => new Refusal(400, { code, text })
