// Training: invented customers at a real window. What the window says of it.

/** Of the manager who approves in training; it opens nothing else. */
export const TRAINING_PIN = '2468';
