// Names by which fields of the errand are found and told apart by the keys.
export const AMOUNT_FIELD = 'amount';
export const PREPAID_FIELD = 'prepaid';
export const LATER_FIELD = 'later';
export const VERDICT_FIELD = 'verdicts';
