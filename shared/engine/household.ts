// The one label that no rule finds: only the hub sees who of a household pays.
export const HOUSEHOLD_LABEL = 'family-head';
