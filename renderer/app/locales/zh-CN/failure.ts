// 每一种失败：发生了什么，现在怎么做
import type { FailureWords } from '#renderer/ui/failure_type.ts';

export const failure = {
  'signed-out': { what: '已经锁定或退出登录。', next: '请重新登录，刚才填写的内容还在。' },
  forbidden: { what: '这一页只给店长看。', next: '请店长登录后再看。' },
  'bad-input': { what: '「{{field}}」填写得不对，没有记下。', next: '改一改再试。' },
  'not-ready': { what: '本机还没有客户数据。', next: '等数据收完就好，一般一两分钟。' },
  'in-training': { what: '练习里不能做这一步。', next: '按 Ctrl+T 退出练习，再做。' },
  'data-down': {
    what: '本机数据服务暂时没有回应，这一步没有记下。',
    next: '等几秒钟会自动恢复，然后再按一次。',
  },
  bug: {
    what: '程序出错了，编号 {{reference}}。',
    next: '再试一次；还不行请把编号告诉技术支持。',
  },
  disk: {
    what: '磁盘写不进去，这一步没有记下（{{detail}}）。',
    next: '请清理磁盘空间，然后再按一次。',
  },
  'wrong-code': { what: '开通码不对。', next: '请核对营业厅编号和开通码，或向总部要一个新码。' },
  'half-code': {
    what: '开通码只输了一半。',
    next: '开通码有四组，每组四位，请全部输入。后两组用来认总部，免得有人冒充。',
  },
  'other-hub': {
    what: '这个地址不是发开通码的那个总部，什么都没有发出去。',
    next: '请核对地址和开通码的后两组；都没错就别再试，马上告诉总部。',
  },
  'used-code': { what: '这个开通码已经用过了。', next: '每台电脑要一个新码，请向总部再要一个。' },
  'expired-code': { what: '这个开通码过期了。', next: '请向总部再要一个新的开通码。' },
  'unknown-branch': { what: '总部没有这个营业厅编号。', next: '请核对编号，例如 CD01。' },
  'too-many': { what: '试得太多次了。', next: '请等 {{seconds}} 秒再试。' },
  'hub-unreachable': {
    what: '连不上总部服务器 {{url}}。',
    next: '请检查网线和地址，或请网络管理员看一看（{{detail}}）。',
  },
  'wrong-clock': {
    what: '本机时间不对：本机 {{deviceNow}}，总部 {{hubNow}}。',
    next: '请把电脑的日期和时间调准，再试一次。',
  },
  protocol: {
    what: '本机程序和总部的版本对不上（{{detail}}）。',
    next: '请更新本机程序，或告诉技术支持。',
  },
  'update-due': {
    what: '总部的程序升级了（协议 {{hub}}，本机 {{own}}）。',
    next: '请更新本机程序，再试一次。',
  },
  'hub-behind': {
    what: '本机程序比总部的新（协议 {{own}}，总部 {{hub}}）。',
    next: '请告诉总部升级服务器，然后再试。',
  },
  'no-pack': {
    what: '总部还没有给这个营业厅准备数据。',
    next: '请告诉总部发布数据，然后再试。',
  },
  'bad-pack': {
    what: '收到的数据没通过检查（{{detail}}），已经扔掉。',
    next: '请再试一次；还不行请告诉总部。',
  },
  'already-enrolled': { what: '这台电脑已经开通。', next: '关掉程序再打开即可。' },
  'unsent-ledger': {
    what: '本机以前的 {{count}} 笔办理记录还没有上送，也没有写到U盘。',
    next: '请先拷贝到U盘交给总部，再开通。',
  },
  'disk-full': {
    what: '磁盘空间不够，或者写不进去。',
    next: '请清理磁盘，再试一次。',
  },
  'no-key-store': {
    what: '系统的密钥库打不开（{{detail}}），数据没法安全存下。',
    next: '请管理员打开系统密钥库后再试。',
  },
  'wrong-pin': { what: '密码不对。', next: '请再输入一次；忘记了请找店长。' },
  wait: { what: '密码错得太多。', next: '请等 {{seconds}} 秒再试。' },
  'locked-out': {
    what: '密码连续输错 {{failures}} 次，本机已锁住，不再核对。',
    next: '请店长输密码解锁，或请总部解锁；联网或读U盘后生效。',
  },
  blocked: { what: '这位员工已停用，不能登录。', next: '有疑问请找店长或总部。' },
  'own-pin-due': {
    what: '总部给的密码只能用一次。',
    next: '请先在登录页设自己的密码，至少 {{digits}} 位数字。',
  },
  'same-pin': { what: '新密码和原来一样。', next: '请换一个只有自己知道的。' },
  'weak-pin': {
    what: '这个密码太短或太容易猜。',
    next: '至少 {{digits}} 位，不用连号、重复、生日、年份和手机号。',
  },
  oneself: {
    what: '不能停用自己，也不能停用正在登录的人。',
    next: '请另一位店长来办，或联系总部。',
  },
  'unknown-staff': { what: '没有这位员工。', next: '请从名单里重新选一位。' },
  'unknown-customer': {
    what: '找不到这位客户，数据可能刚刚更新。',
    next: '请重新查一次。',
  },
  'opens-beyond': {
    what: '最近一小时已经看了 {{used}} 位没有办业务的客户，总部定的是 {{most}} 位。',
    next: '要看这一位请说明原因，原因会记下来，店长和总部看得到。',
  },
  'reveals-beyond': {
    what: '最近一小时已经看了 {{used}} 次完整号码或档案，总部定的是 {{most}} 次。',
    next: '要再看请说明原因，原因会记下来，店长和总部看得到。',
  },
  'unknown-visit': { what: '找不到这次办理。', next: '请重新打开这位客户。' },
  'visit-finished': { what: '这次办理已经办结。', next: '要改请先撤销办结。' },
  'unknown-proposal': { what: '话术已经换了。', next: '请看新的一句，再记回答。' },
  'already-answered': { what: '这一句已经记过回答。', next: '要改请先撤销（Ctrl+Z）。' },
  'out-of-stock': { what: '礼品不够了，还剩 {{left}} 件。', next: '请换一个礼品，或改为不领。' },
  'gift-elsewhere': {
    what: '这台电脑可发 {{here}} 件，另外 {{elsewhere}} 件归别的窗口发，或留在总部待分。',
    next: '请换一个礼品，或到别的窗口办；联网后本机用完会自动补分。',
  },
  'gift-not-earned': {
    what: '这件礼品不能给：客户没有接受送它的优惠，或存的金额不到。',
    next: '请按 G 改礼品，或改金额。',
  },
  'gift-given': {
    what: '这位客户今天已经在本厅领过这件礼品。',
    next: '请按 G 改为不领礼品。',
  },
  'amount-unusual': {
    what: '「{{field}}」{{amount}}，{{than}}，没有记下。',
    next: '请核对；没有错就再按一次回车。',
  },
  'amount-absurd': {
    what: '「{{field}}」最多 {{most}}，没有记下。',
    next: '请核对金额，改一改再试。',
  },
  'too-late-to-undo': { what: '超过一分钟，不能撤销了。', next: '请告诉店长，由店长更正。' },
  'known-phone': {
    what: '名单里有这个号码。',
    next: '请按号码查到这位客户，再办理。',
  },
  'already-undone': { what: '这一笔已经撤销过了。', next: '什么都不用做。' },
  'day-not-ahead': { what: '日期要在今天以后。', next: '请换一个日期。' },
  'points-short': {
    what: '积分不够，现在能用 {{left}} 分。',
    next: '请先撤销「接受」（Ctrl+Z），换一句再说。',
  },
  'points-elsewhere': {
    what: '本厅的积分由{{holder}}扣，这里不能扣。',
    next: '请先撤销「接受」（Ctrl+Z），换一句再说；或请客户到那台电脑办。',
  },
  'already-drawn': {
    what: '这次办理已经抽过奖，办结不能撤销了。',
    next: '要更正请告诉店长。',
  },
  'no-draw': {
    what: '这次办理没有抽奖次数了。',
    next: '可能已经抽完，或存的金额不到；请按 Esc 接着办下一位。',
  },
  'no-ticket': { what: '本机的奖券用完了。', next: '请告诉店长；联网后总部会补发。' },
  'opted-out-at-hq': {
    what: '总部登记这位客户不再推荐，柜台不能更改。',
    next: '客户想恢复，请店长上报总部。',
  },
  'unknown-care': { what: '这一条关怀已经不在名单上。', next: '请看名单里的下一条。' },
  'already-done': { what: '这一条关怀已经办过了。', next: '请看下一条。' },
  'visit-void': { what: '这笔办理已经作废。', next: '作废的不能再改；需要的话请重新办一笔。' },
  'nothing-changed': { what: '和原来一样，没有可改的。', next: '改一改再提交，或按 Esc 不改。' },
  'close-unsent': {
    what: '还有 {{count}} 笔没有上送总部，也没有写到U盘，不能日结。',
    next: '请等联网送完；没有网络，先按 U 写到U盘，再日结。',
  },
  'update-unsent': {
    what: '还有 {{count}} 笔没有上送总部，也没有写到U盘，先不更新。',
    next: '请等联网送完；没有网络，先按 F3 再按 U 写到U盘，再更新。',
  },
  'update-visits': {
    what: '还有 {{count}} 位客户没办完，先不更新。',
    next: '请先把他们办完，或在柜台放弃，再更新。',
  },
  'close-difference': {
    what: '礼品「{{gift}}」点的数和账上不一样：账上现在应有 {{expected}} 件。',
    next: '请再点一遍；确实不一样，请写明原因。',
  },
  'stick-gone': {
    what: 'U盘不在了，或者读写到一半被拔了。',
    next: '请插好U盘，重新选一次；已经写好、读好的都不会丢。',
  },
  'stick-full': {
    what: 'U盘满了，没有写上。',
    next: '请清出空间，或换一个U盘再写。',
  },
  'stick-read-only': {
    what: '这个U盘不能写（可能开了写保护）。',
    next: '请关掉写保护开关，或换一个U盘。',
  },
  'stick-empty': {
    what: '这个U盘上没有给本机的东西。',
    next: '请看看是不是拿错了U盘；没拿错，就请总部重新写一次。',
  },
  'stick-cut': {
    what: 'U盘上的文件不完整，没有采用。',
    next: '请总部重新写一次U盘；拷到一半拔出就会这样。',
  },
  'stick-altered': {
    what: 'U盘上的文件和写的时候不一样，或者开通码不对，没有采用。',
    next: '请核对开通码；还不行，请总部重新写一次U盘。',
  },
  'stick-foreign': {
    what: 'U盘上的文件不是本程序写的（{{detail}}）。',
    next: '请换成总部给的U盘。',
  },
  'stick-newer': {
    what: 'U盘上的文件是新版程序写的，本机读不了。',
    next: '请先更新本机程序，再读一次；U盘请留着。',
  },
  'stick-other-hub': {
    what: '这个U盘是另一个总部的。',
    next: '请把它还回去，换成本厅总部的U盘。',
  },
  'stick-other-branch': {
    what: '这个U盘是给别的营业厅的（{{detail}}）。',
    next: '请把它带到那个营业厅。',
  },
  'stick-other-device': {
    what: '这个U盘是给本厅另一台电脑的（{{detail}}）。',
    next: '请插到那台电脑上读；本机的请总部再写一次。',
  },
  'stick-unknown-device': {
    what: '总部不认这台电脑。',
    next: '请店长联系总部。',
  },
  'stick-refused': {
    what: 'U盘上的数据没有通过检查（{{detail}}），仍用原来的数据。',
    next: '请总部重新写一次U盘；还不行请告诉总部。',
  },
  'data-locked': {
    what: '已经 {{days}} 天没联系总部，超过总部定的 {{most}} 天：客户资料先锁上了。',
    next: '按手机号照常登记办理（Alt+0）；请店长尽快联网，或用U盘跑一趟总部。',
  },
  'open-key-store': {
    what: '总部要求密钥有系统保护，这台电脑没有（{{backend}}）：客户资料先锁上了。',
    next: '按手机号照常登记办理（Alt+0），记录一笔不丢；请店长找管理员装好并打开系统密钥库（设置页「密钥保存」有说明），再重新开通这台电脑。',
  },
  'no-printer': {
    what: '这台电脑还没有设小票打印机。',
    next: '请店长在设置（F4）里填上；现在可以按 2 打成 A4。',
  },
  'printer-gone': {
    what: '找不到打印机 {{printer}}，没有打。',
    next: '请看电源和线有没有插好；还不行，请店长在设置里核对。办理不受影响。',
  },
  'printer-denied': {
    what: '系统不让用打印机 {{printer}}。',
    next: '请管理员把这个账号加进打印机的用户组（Linux 上是 lp）。办理不受影响。',
  },
  'printer-elsewhere': {
    what: '打印机 {{printer}} 不在本厅的网络里，没有打。',
    next: '请店长在设置里填本厅内网的地址，例如 192.168.1.50。',
  },
  'printer-refused': {
    what: '连不上打印机 {{printer}}。',
    next: '请看打印机开没开、网线插没插好，等几秒再按一次。办理不受影响。',
  },
  'printer-timeout': {
    what: '打印机 {{printer}} 没反应，可能只打了一部分。',
    next: '请看有没有纸、盖子关没关，再按一次重打。办理不受影响。',
  },
  'printer-no-paper': { what: '打印机没有纸了。', next: '请换上纸，再按一次。' },
  'printer-open': { what: '打印机的盖子开着。', next: '请关好盖子，再按一次。' },
} satisfies FailureWords;
