import { isoInstant } from '#mocks/clock.ts'
import type { FhirResource } from '#mocks/population.ts'
import type { ServerProfile } from '#mocks/profiles.ts'
import { resourceTypes } from '#mocks/resource-types.ts'
import { resultParameters } from '#mocks/search.ts'

/** What this server can do, made from the same tables that do it. */
export function capabilityStatement(profile: ServerProfile, base: string, nowMs: number): FhirResource {
  const reading = ['read', 'vread', 'history-instance', 'search-type']
  const writing = profile.writable ? ['create', 'update', 'delete'] : []
  const results = resultParameters.filter((name) =>
    name === '_elements' ? profile.elements : name === '_sort' ? profile.sort !== 'none' : true,
  )
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: isoInstant(nowMs),
    kind: 'instance',
    software: { name: 'Remit sandbox', version: profile.name },
    implementation: { description: `Synthetic patients behind a small FHIR server that behaves as "${profile.name}"`, url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        documentation: profile.manyPatients
          ? 'patient= takes several patients, separated by commas.'
          : 'patient= takes exactly one patient.',
        interaction: [{ code: 'batch' }, ...(profile.writable ? [{ code: 'transaction' }] : [])],
        searchParam: results.map((name) => ({ name, type: name === '_count' ? 'number' : 'special' })),
        resource: [...resourceTypes].map(([type, { parameters, includes }]) => ({
          type,
          interaction: [...reading, ...writing].map((code) => ({ code })),
          versioning: 'versioned-update',
          readHistory: true,
          updateCreate: profile.writable,
          conditionalCreate: profile.writable,
          conditionalUpdate: false,
          conditionalDelete: 'not-supported',
          ...(includes.length === 0 ? {} : { searchInclude: includes.map((name) => `${type}:${name}`) }),
          searchRevInclude: ['Provenance:target'],
          searchParam: [...parameters].map(([name, { kind }]) => ({ name, type: kind })),
        })),
      },
    ],
  }
}
