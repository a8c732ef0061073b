// Characters that GBK had before Unicode did: programs of then wrote them from U+E815 on, rare names above all (䶮).

/** GB 18030-2022, FE50 to FEA0: what stands at U+E815, U+E816 ... */
const CHARACTERS =
  '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱' +
  '䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻';

export const GBK_PRIVATE: ReadonlyMap<string, string> = new Map(
  Array.from(CHARACTERS, (character, index) => [String.fromCodePoint(0xe815 + index), character]),
);
