// The number that a customer says for a draw; apart from the schemas, so that a page comes without them.

export const DRAW_NUMBER = /^\d{1,8}$/;
