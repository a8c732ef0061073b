// 开通本机、收数据、密钥丢失
export const enrol = {
  title: '开通这台电脑',
  lead: '填上总部给的三项，只需要做一次。',
  hub: '总部地址',
  hubHint: '例如 https://hub.example.cn',
  branch: '营业厅编号',
  branchHint: '例如 CD01',
  code: '开通码',
  codeHint: '四组都要输，可以直接粘贴，大小写和空格都没关系',
  submit: '开通',
  working: '正在向总部开通……',
  badHub: '地址要以 https:// 开头（只有本机自己可以用 http://）',
  badBranch: '编号只有字母、数字和 - _ .',
  badCode: '开通码至少四位',
  keyLost: {
    title: '这台电脑的密钥变了，需要重新开通',
    why: '系统密钥库换过或丢了密钥，旧的客户数据已经打不开，会重新从总部取。',
    unsent:
      '还没有上送的办理记录仍然保存在本机，总部可以取回；请告诉技术支持，不要删除数据文件夹。',
  },
  revoked: {
    title: '总部已停用这台电脑',
    lead: '客户资料已从本机清除，不能再登录。请改用别的电脑办理。',
    unsent:
      '还有 {{count}} 笔办理记录没有上送：都加密存在本机，请不要删除数据文件夹，总部可以取回。',
    allSent: '办理记录都已上送，没有丢失。',
    next: '请店长联系总部，报上设备编号 {{device}}。要重新启用，由总部先取回记录，再清空本机、重新登记。',
  },
  fetching: {
    title: '正在收客户数据',
    lead: '第一次要收全部客户，之后只收变化。断线也没关系，会接着收。',
    pack: '正在下载',
    verify: '正在检查',
    changes: '正在收最近的变化',
    waiting: '正在等总部回应……',
    offline: '现在连不上总部，连上后会自动接着收。',
    problem: '最近一次的问题：{{problem}}',
    progress: '已完成 {{percent}}%',
  },
};
