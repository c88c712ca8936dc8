/** True in development and in the demo build; written out at build time, so that production leaves the mock server out. */
declare const __DEMO__: boolean
