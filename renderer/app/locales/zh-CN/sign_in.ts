// 登录
export const signIn = {
  title: '谁在柜台？',
  lead: '按编号数字，或输入姓名、拼音首字母，方向键选择，回车确定。',
  staff: '员工',
  pin: '{{name}}的密码',
  pinHint: '4 到 12 位数字，回车登录',
  submit: '登录',
  change: '换人',
  noStaff: '这个营业厅还没有员工名单，等总部发布后会自动出现。',
  noMatch: '没有匹配「{{text}}」的员工，按退格键重来。',
  typed: '正在找：{{text}}',
  demo: '演示营业厅：店员密码 1357，店长密码 2468。',
};
