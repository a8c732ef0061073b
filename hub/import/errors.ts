// What can be wrong with an import as a whole. Single bad cells are data (record.ts); these stop before or between.
import type { LocalText } from '#shared/model/text.ts';

export type ImportError =
  | { readonly type: 'no-file'; readonly path: string }
  | { readonly type: 'directory'; readonly path: string }
  | { readonly type: 'unreadable'; readonly path: string; readonly reason: string }
  | { readonly type: 'empty'; readonly path: string; readonly otherSheets?: readonly string[] }
  | { readonly type: 'binary'; readonly path: string; readonly kind: BinaryKind }
  | {
      readonly type: 'encoding';
      readonly path: string;
      readonly tried: string;
      /** The first byte that is not of it, and its line, both from the start of the file. */
      readonly at: number;
      readonly line: number;
    }
  | {
      readonly type: 'mixed-encoding';
      readonly path: string;
      /** The first line of those that are fewer, and the encoding of the others. */
      readonly line: number;
      readonly others: 'utf-8' | 'gb18030';
    }
  | {
      readonly type: 'other-encoding';
      readonly path: string;
      readonly line: number;
    }
  | {
      readonly type: 'encoding-mark';
      readonly path: string;
      readonly mark: string;
      readonly stated: string;
    }
  | {
      readonly type: 'broken-csv';
      readonly path: string;
      readonly line: number;
      readonly reason: LocalText;
    }
  | { readonly type: 'broken-workbook'; readonly path: string; readonly reason: string }
  | {
      readonly type: 'no-sheet';
      readonly path: string;
      readonly sheet: string;
      readonly sheets: readonly string[];
    }
  | {
      readonly type: 'missing-columns';
      readonly path: string;
      readonly missing: readonly MissingColumn[];
      readonly headers: readonly string[];
      readonly readAs: string;
      /** A row further down that does hold the key's column. */
      readonly headerRow: number | undefined;
      readonly otherSheets: readonly string[];
    }
  | {
      readonly type: 'columns-twice';
      readonly path: string;
      readonly columns: readonly (readonly [header: string, other: string])[];
    }
  | {
      readonly type: 'other-unit';
      readonly path: string;
      /** Left out: above the headers. */
      readonly row?: number;
      readonly text: string;
    }
  | {
      readonly type: 'not-complete';
      readonly why: 'entity' | 'as-of' | 'bad-rows' | 'older' | 'half';
      readonly left: number;
      readonly known: number;
      /** Percent. */
      readonly most: number;
    }
  | { readonly type: 'as-of-future'; readonly asOf: string; readonly today: string }
  | { readonly type: 'unknown-map'; readonly name: string; readonly shipped: readonly string[] }
  | { readonly type: 'bad-map'; readonly path: string; readonly problems: readonly MapProblem[] }
  | { readonly type: 'no-as-of'; readonly map: string }
  | { readonly type: 'no-branch'; readonly map: string }
  | { readonly type: 'unknown-branch'; readonly code: string; readonly known: readonly string[] }
  | {
      readonly type: 'branch-differs';
      readonly code: string;
      readonly field: string;
      readonly is: string;
      readonly wanted: string;
    }
  | { readonly type: 'rejects-file'; readonly path: string; readonly reason: string }
  | { readonly type: 'rejects-over-source'; readonly path: string }
  | { readonly type: 'changed'; readonly path: string };

export type BinaryKind =
  | 'old-excel'
  | 'password'
  | 'xlsb'
  | 'ods'
  | 'numbers'
  | 'markup'
  | 'sylk'
  | 'pdf'
  | 'zip'
  | 'gzip'
  | 'utf-32'
  | 'unknown';
export type MissingColumn = { readonly field: string; readonly column: string };
export type MapProblem = {
  readonly line: number;
  readonly place: string;
  readonly problem: string;
};

/** Chinese paragraph, then English: what is wrong and what to do. */
export function describeImportError(error: ImportError): LocalText {
  switch (error.type) {
    case 'no-file':
      return {
        zh: `找不到文件 ${error.path}。请检查路径和文件名。`,
        en: `There is no file ${error.path}. Check the path and the name.`,
      };
    case 'directory':
      return {
        zh: `${error.path} 是一个文件夹。请指定其中的一个 CSV 或 XLSX 文件。`,
        en: `${error.path} is a folder. Name one CSV or XLSX file in it.`,
      };
    case 'unreadable':
      return {
        zh: `无法读取 ${error.path}：${error.reason}。请检查文件权限和磁盘。`,
        en: `Cannot read ${error.path}: ${error.reason}. Check the file's permissions and the disk.`,
      };
    case 'empty':
      if (error.otherSheets?.length)
        return {
          zh: `${error.path} 中要读的工作表是空的，没有表头。其他工作表：${error.otherSheets.join('、')}。请用 --sheet 指明。`,
          en: `${error.path}: the sheet to be read is empty, it has no header row. Other sheets: ${error.otherSheets.join(', ')}. Name one by --sheet.`,
        };
      return {
        zh: `${error.path} 是空的，没有表头。请重新导出该文件。`,
        en: `${error.path} is empty: it has no header row. Export the file again.`,
      };
    case 'binary':
      return describeBinary(error.path, error.kind);
    case 'encoding':
      return {
        zh: `${error.path} 第 ${error.line} 行（第 ${error.at} 字节）不是 ${error.tried} 文字。请修正该行后重新导出，或用 --encoding utf-8 或 --encoding gb18030 指明编码，或在 Excel 中另存为“CSV UTF-8”。`,
        en: `${error.path}, line ${error.line} (byte ${error.at}): not ${error.tried} text. Mend that line and export again, or state the encoding by --encoding utf-8 or --encoding gb18030, or save it from Excel as "CSV UTF-8".`,
      };
    case 'mixed-encoding':
      return {
        zh: `${error.path} 混有两种编码：第 ${error.line} 行是 ${error.others === 'utf-8' ? 'GB18030' : 'UTF-8'}，其余行是 ${error.others}。请按同一种编码重新导出整个文件。`,
        en: `${error.path} mixes two encodings: line ${error.line} is ${error.others === 'utf-8' ? 'GB18030' : 'UTF-8'}, other lines are ${error.others}. Export the whole file again in one encoding.`,
      };
    case 'other-encoding':
      return {
        zh: `${error.path} 不是 UTF-8，按 GB18030 读出的又多是生僻字（从第 ${error.line} 行起），可能是 Big5、Shift_JIS 或西文编码。请按 UTF-8 重新导出；若确是 GB18030，请用 --encoding gb18030 指明。`,
        en: `${error.path} is not UTF-8, and as GB18030 it is mostly characters that hardly anybody uses (from line ${error.line} on): it may be Big5, Shift_JIS or Latin letters. Export it again as UTF-8; if it is GB18030, say so by --encoding gb18030.`,
      };
    case 'encoding-mark':
      return {
        zh: `${error.path} 开头的标记说明它是 ${error.mark}，而不是 --encoding 指明的 ${error.stated}。请去掉 --encoding。`,
        en: `${error.path} begins with the mark of ${error.mark}, not of ${error.stated} as --encoding says. Leave out --encoding.`,
      };
    case 'broken-csv':
      return {
        zh: `${error.path} 第 ${error.line} 行：${error.reason.zh}。请修正后重试，或另存为 XLSX 再导入。`,
        en: `${error.path}, line ${error.line}: ${error.reason.en}. Mend it and try again, or save the table as XLSX and import that.`,
      };
    case 'broken-workbook':
      return {
        zh: `${error.path} 不是完好的 XLSX 工作簿（${error.reason}）。请在 Excel 中打开并另存一次，或导出为 CSV。`,
        en: `${error.path} is not a sound XLSX workbook (${error.reason}). Open it in Excel and save it again, or export it as CSV.`,
      };
    case 'no-sheet':
      return {
        zh: `${error.path} 里没有工作表“${error.sheet}”，有：${list(error.sheets)}。请修改映射文件中的 sheet 或 --sheet。`,
        en: `${error.path} has no sheet "${error.sheet}"; it has: ${list(error.sheets)}. Change "sheet" in the map, or --sheet.`,
      };
    case 'missing-columns':
      return describeMissing(error);
    case 'other-unit': {
      const [zh, en] =
        error.row === undefined
          ? ['表头上方', 'above its headers']
          : [`第 ${error.row} 行`, `in row ${error.row}`];
      return {
        zh: `${error.path} ${zh}写着“${error.text}”，与映射中金额的单位不同，全表的金额都不可信。请核对映射的 unit（文件以万元为单位时写 unit: yuan 和 times: 10000）；若说的是别的表，请在文件中删去这一行。`,
        en: `${error.path} says "${error.text}" ${en}, which is not the unit of amounts in the map: none of them can be trusted. Check unit in the map (for ten thousands of yuan: unit: yuan and times: 10000); where it speaks of another table, take the row out of the file.`,
      };
    }
    case 'columns-twice': {
      const pairs = list(error.columns.map(([one, other]) => `${one} = ${other}`));
      return {
        zh: `${error.path} 有说同一件事的两列：${pairs}。请删去其中一列，或在映射中写明用哪一列。`,
        en: `${error.path} has two columns for one thing: ${pairs}. Take one out of the file, or name both in the map.`,
      };
    }
    case 'not-complete':
      return describeNotComplete(error);
    case 'as-of-future':
      return {
        zh: `数据截止日期 ${error.asOf} 晚于今天（${error.today}）。请用 --as-of 指明数据真实的截止日期。`,
        en: `The figures cannot speak of ${error.asOf}: today is ${error.today}. State the true day by --as-of.`,
      };
    case 'unknown-map':
      return {
        zh: `没有名为 ${error.name} 的映射。随附的有：${list(error.shipped)}；也可以写自己的映射文件（.yaml）的路径。`,
        en: `There is no map ${error.name}. These are shipped: ${list(error.shipped)}; or give the path of a .yaml file of your own.`,
      };
    case 'bad-map':
      return describeBadMap(error.path, error.problems);
    case 'no-as-of':
      return {
        zh: `映射 ${error.map} 没有写明数据截止日期。请用 --as-of YYYY-MM-DD 指明这些数据截至哪一天。`,
        en: `The map ${error.map} does not say what day its figures speak of. State it by --as-of YYYY-MM-DD.`,
      };
    case 'no-branch':
      return {
        zh: `映射 ${error.map} 没有营业厅一列。请用 --branch CODE 指明导入到哪个营业厅。`,
        en: `The map ${error.map} has no column for the branch. State by --branch CODE which branch the rows belong to.`,
      };
    case 'unknown-branch':
      return {
        zh: `没有编号为 ${error.code} 的营业厅${error.known.length === 0 ? '（还没有任何营业厅）' : `，已有：${list(error.known)}`}。请改用已有编号，或加上 --create-branch "中文名|English name" --time-zone Asia/Shanghai --currency CNY 新建。`,
        en: `There is no branch ${error.code}${error.known.length === 0 ? ' (there is none at all yet)' : `; there are: ${list(error.known)}`}. Use one of these, or make it by --create-branch "中文名|English name" --time-zone Asia/Shanghai --currency CNY.`,
      };
    case 'branch-differs':
      return {
        zh: `营业厅 ${error.code} 的 ${error.field} 是 ${error.is}，不是 ${error.wanted}；金额会算错，因此停止导入。请改用其他营业厅编号。`,
        en: `Branch ${error.code} has ${error.field} ${error.is}, not ${error.wanted}; amounts would be wrong, so nothing was imported. Use another branch.`,
      };
    case 'rejects-over-source':
      return {
        zh: `退回文件 ${error.path} 就是要导入的文件，会把它覆盖。请换一个文件名。`,
        en: `The rejects file ${error.path} is the file being imported, and would take its place. Give another name.`,
      };
    case 'changed':
      return {
        zh: `${error.path} 在读取过程中发生了变化。请等导出完成后重试。`,
        en: `${error.path} changed while it was being read. Wait until its export has ended, then try again.`,
      };
    case 'rejects-file':
      return {
        zh: `无法写入退回文件 ${error.path}：${error.reason}。请换一个可写的路径。`,
        en: `Cannot write the rejects file ${error.path}: ${error.reason}. Give a path that can be written.`,
      };
  }
}

function describeBinary(path: string, kind: BinaryKind): LocalText {
  const what: Readonly<Record<BinaryKind, LocalText>> = {
    'old-excel': {
      zh: '旧版 Excel（.xls）、WPS（.et）或有密码的工作簿',
      en: 'an old Excel (.xls) or WPS (.et) workbook, or one with a password',
    },
    password: {
      zh: '有密码的工作簿（另存前先去掉密码：文件 > 信息 > 保护工作簿）',
      en: 'a workbook with a password (take it off first: File > Info > Protect Workbook)',
    },
    numbers: {
      zh: 'Numbers 表格（在 Numbers 中：文件 > 导出为 > Excel）',
      en: 'a Numbers spreadsheet (in Numbers: File > Export To > Excel)',
    },
    sylk: { zh: 'SYLK（.slk）表格', en: 'a SYLK table (.slk)' },
    markup: {
      zh: '网页或 XML，只是名为 .xls',
      en: 'a web page or XML, whatever its name says',
    },
    xlsb: { zh: '二进制工作簿（.xlsb）', en: 'a binary Excel workbook (.xlsb)' },
    ods: { zh: 'OpenDocument 表格（.ods）', en: 'an OpenDocument spreadsheet (.ods)' },
    pdf: { zh: 'PDF 文档', en: 'a PDF document' },
    zip: { zh: '压缩包，但不是 XLSX 工作簿', en: 'a ZIP archive, but no XLSX workbook' },
    gzip: { zh: 'gzip 压缩文件', en: 'compressed with gzip' },
    'utf-32': { zh: 'UTF-32 文字', en: 'text in UTF-32' },
    unknown: { zh: '二进制文件，不是文字', en: 'a binary file, not text' },
  };
  return {
    zh: `${path} 是${what[kind].zh}。请在 Excel 中打开并另存为 XLSX 或“CSV UTF-8”，压缩文件请先解压。`,
    en: `${path} is ${what[kind].en}. Open it in Excel and save it as XLSX or "CSV UTF-8"; unpack an archive first.`,
  };
}

function describeMissing(error: ImportError & { type: 'missing-columns' }): LocalText {
  const missing = error.missing.map(({ field, column }) => `${column} (${field})`);
  const row = error.headerRow;
  const sheets = error.otherSheets;
  const zhHints = [
    row === undefined
      ? ''
      : `表头似乎在第 ${row} 行：请用 --header-row ${row}，或在映射中写 header_row: ${row}。`,
    sheets.length === 0 ? '' : `其他工作表：${list(sheets)}（用 --sheet 指明）。`,
  ];
  const enHints = [
    row === undefined
      ? ''
      : ` Row ${row} looks like the headers: --header-row ${row}, or header_row: ${row} in the map.`,
    sheets.length === 0 ? '' : ` Other sheets: ${list(sheets)} (name one by --sheet).`,
  ];
  return {
    zh: `${error.path} 缺少映射需要的列：${list(missing)}。文件按 ${error.readAs} 读出的列为：${list(error.headers)}。${zhHints.join('')}请核对导出内容、映射文件、编码和分隔符（--encoding、--delimiter）。`,
    en: `${error.path} lacks columns that the map asks for: ${list(missing)}. Read as ${error.readAs} it has: ${list(error.headers)}.${enHints.join('')} Check the export, the map, the encoding and the delimiter (--encoding, --delimiter).`,
  };
}

function describeNotComplete(error: ImportError & { type: 'not-complete' }): LocalText {
  const { left, known, most } = error;
  const why: Readonly<Record<typeof error.why, LocalText>> = {
    entity: { zh: '只有客户文件可用 --complete', en: '--complete is for files of customers' },
    'as-of': { zh: '请用 --as-of 指明离网日期', en: 'state by --as-of the day they left' },
    'bad-rows': {
      zh: '有错误行，不知道这些客户是否仍在网；请先修正全部错误行',
      en: 'there are bad rows, whose customers may well be there: mend all of them first',
    },
    older: {
      zh: '文件比库中数据旧，不能说明谁已离网',
      en: 'the file is older than what the hub has, so it cannot tell who has left',
    },
    half: {
      zh: `文件缺少一个营业厅的 ${left} 位客户（共 ${known} 位，超过 ${most}%），像是不完整的文件；确实如此时用 --most-leaving 百分数`,
      en: `the file lacks ${left} of ${known} customers of a branch, more than ${most} %: it looks like half a file. If they did leave, say so by --most-leaving PERCENT`,
    },
  };
  return {
    zh: `不能按全量文件处理：${why[error.why].zh}。未做任何更改。`,
    en: `Not taken as a whole file: ${why[error.why].en}. Nothing was changed.`,
  };
}

/** Whoever mends these sees the others with the next try. */
const MAP_PROBLEMS_SHOWN = 40;
const MAP_PROBLEM_LETTERS = 300;

function describeBadMap(path: string, problems: readonly MapProblem[]): LocalText {
  const shown = problems.slice(0, MAP_PROBLEMS_SHOWN).map(({ line, place, problem }) => {
    const text = `${place === '' ? '' : `${place}: `}${problem}`;
    return `\n  ${path}:${line}: ${text.slice(0, MAP_PROBLEM_LETTERS)}`;
  });
  const left = problems.length - shown.length;
  const lines = shown.join('') + (left > 0 ? `\n  … (${left})` : '');
  return {
    zh: `映射文件有 ${problems.length} 处错误，请修正：`,
    en: `The map has ${problems.length} problem(s) to mend:${lines}`,
  };
}

function list(items: readonly string[]): string {
  const shown = items.slice(0, 12).join(', ');
  return items.length > 12 ? `${shown}, … (${items.length})` : shown;
}
