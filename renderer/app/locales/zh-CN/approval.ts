// 店长批准一件事：谁是店长、密码
export const approval = {
  manager: '哪位店长',
  pin: '店长{{name}}的密码',
  pinHint: '请店长本人输入，4 到 12 位数字；已经登录的店长也要输入',
  noManager: '本厅名单里没有店长，请报总部。',
};
