"""What can be wrong with a class list."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    # The file as a whole.
    "roster.empty": Message(
        "“{name}” is empty.",
        "Save the class list again with a header row and one row for each learner.",
    ),
    "roster.too_large": Message(
        "“{name}” is larger than {maximum} MB.",
        "Split the class list into several files.",
    ),
    "roster.too_many_rows": Message(
        "“{name}” has more than {maximum} rows.",
        "Split the class list into several files.",
    ),
    "roster.too_many_rows_in_sheet": Message(
        "“{name}” has more than {maximum} rows, too many for a spreadsheet file.",
        "Save the table as CSV (UTF-8), which may be much longer, or split it into several files.",
    ),
    "roster.too_many_columns": Message(
        "Row {row} of “{name}” has more than {maximum} filled columns.",
        "Keep the columns that are needed and delete the others.",
    ),
    "roster.unknown_kind": Message(
        "“{name}” is no class list: it is neither a text table (CSV, TSV) nor an XLSX or ODS file.",
        "Open it in the program it comes from and save the table as XLSX, ODS or CSV.",
    ),
    "roster.old_excel": Message(
        "“{name}” is in the old Excel format XLS, whatever its name says.",
        "Open it in Excel or LibreOffice, choose Save as, and pick “Excel workbook (.xlsx)”.",
    ),
    "roster.binary_excel": Message(
        "“{name}” is an Excel binary workbook (XLSB).",
        "Open it in Excel, choose Save as, and pick “Excel workbook (.xlsx)”.",
    ),
    "roster.web_page": Message(
        "“{name}” is a web page, whatever its name says. "
        "Some systems export one under the name of a spreadsheet.",
        "Open it in Excel or LibreOffice and save it as XLSX, "
        "or ask the system it comes from for CSV.",
    ),
    "roster.xml_file": Message(
        "“{name}” is an XML file, not a spreadsheet that can be read here.",
        "Open it in Excel or LibreOffice and save it as XLSX or ODS.",
    ),
    "roster.encrypted": Message(
        "“{name}” is protected with a password, so it cannot be read.",
        "Remove the password in Excel or LibreOffice, save the file, and choose it again.",
    ),
    "roster.damaged": Message(
        "“{name}” is damaged: the spreadsheet inside cannot be read.",
        "Open it in Excel or LibreOffice, save it again, and choose the new file.",
    ),
    "roster.unpacks_too_large": Message(
        "“{name}” would unpack to more than {maximum} MB. It is not opened.",
        "Copy the cells that are needed into a new spreadsheet and save that.",
    ),
    "roster.too_many_parts": Message(
        "“{name}” holds more than {maximum} files inside. It is not opened.",
        "Copy the cells that are needed into a new spreadsheet and save that.",
    ),
    "roster.unsafe_xml": Message(
        "“{name}” declares its own XML entities. No spreadsheet program does that; "
        "it is not opened.",
        "Copy the cells that are needed into a new spreadsheet and save that.",
    ),
    "roster.no_sheet": Message(
        "“{name}” has no sheet called “{sheet}”.",
        "Choose one of its sheets: {sheets}.",
    ),
    "roster.unknown_encoding": Message(
        "“{encoding}” is not the name of a text encoding that can be read here.",
        "Leave the encoding out, or name one such as utf-8, cp1252 or iso-8859-2.",
    ),
    "roster.bad_delimiter": Message(
        "“{delimiter}” cannot separate columns.",
        "Use one character: comma, semicolon, tab or vertical bar.",
    ),
    "roster.bad_default_language": Message(
        "“{language}” is not a language tag.",
        "Write a tag such as fi, de or pt-PT.",
    ),
    "roster.no_header": Message(
        "“{name}” has no row with column names that are understood. Its first row is: {found}.",
        "Write the column names in the first row, for example: "
        "given_name, family_name, email, award_date.",
    ),
    "roster.no_name_columns": Message(
        "“{name}” has no columns with the learners’ names. Its columns are: {found}.",
        "Name two columns given_name and family_name, or one column full_name. "
        "The words of all official languages of the European Union are understood too.",
    ),
    "roster.one_name_column": Message(
        "“{name}” has a column for one part of the name (“{column}”) and none for the other.",
        "Add a column for {missing}, or name the column full_name if it holds the whole name.",
    ),
    "roster.no_contact_column": Message(
        "“{name}” has neither an e-mail column nor another contact, nor an identifier.",
        "Add a column named email, contact or identifier: without one of them "
        "nobody can tell two learners of the same name apart.",
    ),
    "roster.column_twice": Message(
        "The columns “{first}” and “{second}” mean the same ({field}).",
        "Delete one of the two columns, or give it another name.",
    ),
    "roster.no_rows": Message(
        "“{name}” has column names and no learners.",
        "Write one row for each learner below the column names.",
    ),
    "roster.quotes_broken_often": Message(
        "“{name}” has broken quotation marks in more than {maximum} rows; the last is row {row}.",
        "Save the list again from the spreadsheet as CSV UTF-8, or use XLSX.",
    ),
    # What the provider should know although the file is usable.
    "roster.unknown_column": Message(
        "The column “{column}” is not understood. It is not part of any credential.",
        "Give it another name if it should be one of the columns in the documentation.",
    ),
    "roster.withheld_column": Message(
        "The column “{column}” is left unread: such personal data "
        "does not belong in a class list for credentials.",
        "Delete this column before you pass the list on.",
    ),
    "roster.doubtful_encoding": Message(
        "It is not certain how the letters of “{name}” are written (taken as {encoding}).",
        "Look at the names below. If letters are wrong, save the file as CSV UTF-8 or XLSX.",
    ),
    "roster.macros_ignored": Message(
        "“{name}” contains macros. They are neither run nor needed.",
        "Nothing needs to be done.",
    ),
    "roster.us_dates": Message(
        "The column “{column}” has dates with the month first.",
        "Write the dates as 2026-05-31. Dates in this column that could mean two days "
        "are refused.",
    ),
    # A row as a whole.
    "roster.quotes_broken": Message(
        "The quotation marks in this row do not match, so its cells cannot be told apart.",
        "Delete the quotation mark at the start of the cell, or add the missing one at its end.",
    ),
    "roster.row_too_long": Message(
        "This row is longer than {maximum} characters.",
        "Shorten the row, or check whether a line break is missing.",
    ),
    "roster.too_many_cells": Message(
        "This row has {count} cells, but there are {expected} columns.",
        "Put values that contain the separator into quotation marks, "
        "or delete what stands right of the last column.",
    ),
    "roster.duplicate": Message(
        "The same learner already stands in row {first}.",
        "Delete one of the two rows. If they are two people, "
        "give each of them an identifier and an e-mail address of their own.",
    ),
    "roster.duplicate_identifier": Message(
        "The identifier “{value}” already stands in row {first}.",
        "Give every learner an identifier of their own, or delete one of the two rows.",
    ),
    "roster.duplicate_certificate": Message(
        "The certificate number “{value}” already stands in row {first}.",
        "Every certificate has a number of its own: correct it, or delete one of the two rows.",
    ),
    "roster.certificate_missing": Message(
        "“{column}” is missing.",
        "Write the number of the earlier certificate; put learners without one into a list of"
        " their own.",
    ),
    "roster.certificate_date_missing": Message(
        "“{column}” is missing: the day on which the earlier certificate was awarded.",
        "Write the day as it stands on the certificate.",
    ),
    "roster.certificate_date_today": Message(
        "“{column}” ({value}) is not before today, but this is an earlier certificate.",
        "Write the day as it stands on the certificate; award what is new in a list without"
        " certificate numbers.",
    ),
    "roster.country_unknown": Message(
        "“{value}” in “{column}” is no country that is known.",
        "Write its two letters, such as IE, or its name.",
    ),
    "roster.name_missing": Message(
        "“{column}” is missing.",
        "Fill in both parts of the name. For a person with one name only, "
        "leave both parts empty and write the name in a column full_name.",
    ),
    "roster.contact_missing": Message(
        "There is no e-mail address and no other contact.",
        "Fill in the e-mail address, or add a column contact "
        "and write there how the learner can be reached, for example a phone number.",
    ),
    # Any cell.
    "roster.too_long": Message(
        "“{column}” has more than {maximum} characters.",
        "Shorten the text, or check whether several cells were pasted into one.",
    ),
    "roster.control_character": Message(
        "“{column}” contains the invisible control character {character}.",
        "Delete the cell and type the text again instead of pasting it.",
    ),
    "roster.line_break": Message(
        "“{column}” contains a line break or tab.",
        "Write the text on one line.",
    ),
    "roster.invisible_character": Message(
        "“{column}” contains the invisible character {character}, "
        "which can change or hide what people read.",
        "Delete the cell and type the text again instead of pasting it.",
    ),
    "roster.private_character": Message(
        "“{column}” contains the character {character}, which has no agreed meaning.",
        "Type the text again with ordinary letters.",
    ),
    "roster.unreadable_bytes": Message(
        "“{column}” contains letters that cannot be read in {encoding}.",
        "Correct the letters, then save the list as CSV UTF-8 or XLSX.",
    ),
    "roster.mojibake": Message(
        "“{column}” has broken letters. Perhaps “{meant}” is meant.",
        "Type the text again with the right letters, and save the list as CSV UTF-8 or XLSX.",
    ),
    "roster.lost_letters": Message(
        "“{column}” has lost letters: there is a question mark or a replacement sign inside.",
        "Type the text again with the right letters, and save the list as CSV UTF-8 or XLSX.",
    ),
    "roster.markup": Message(
        "“{column}” contains codes of a web page. Perhaps “{meant}” is meant.",
        "Type the text as people read it.",
    ),
    "roster.formula": Message(
        "“{column}” starts like a formula.",
        "Write the value itself. Delete the sign {sign} at the start.",
    ),
    "roster.formula_without_value": Message(
        "“{column}” is a formula whose result is not stored in the file.",
        "Open the list in the spreadsheet program, copy the cells, "
        "paste them as values, and save it again.",
    ),
    "roster.spreadsheet_error": Message(
        "“{column}” shows an error of the spreadsheet instead of a value.",
        "Correct the formula in the spreadsheet, or write the value itself.",
    ),
    "roster.placeholder_value": Message(
        "“{column}” holds a filler, not a value.",
        "Write the real value, or leave the cell empty if the column is optional.",
    ),
    # Names.
    "roster.placeholder_name": Message(
        "“{column}” is a filler, not somebody’s name.",
        "Write the learner’s real name.",
    ),
    "roster.name_without_letters": Message(
        "“{column}” has no letters in it.",
        "Write the learner’s name. Check whether the columns have been shifted.",
    ),
    "roster.name_is_address": Message(
        "“{column}” holds an e-mail or web address instead of a name.",
        "Write the learner’s name. Check whether the columns have been shifted.",
    ),
    # Contact.
    "roster.email_invalid": Message(
        "This is not a complete e-mail address.",
        "Write one address such as anna@example.org, with nothing before or after it.",
    ),
    "roster.email_several": Message(
        "There is more than one e-mail address in the cell.",
        "Write one address only.",
    ),
    # Dates.
    "roster.date_unreadable": Message(
        "“{column}” is not a date that is understood.",
        "Write year, month and day as in 2026-05-31, or day, month and year as in 31.05.2026.",
    ),
    "roster.date_impossible": Message(
        "There is no such day.",
        "Check day and month. Write the date as in 2026-05-31.",
    ),
    "roster.date_month_first": Message(
        "“{column}” has a month number above 12. Perhaps the month was written first.",
        "Write the date with the year first, as in 2026-05-31.",
    ),
    "roster.date_two_ways": Message(
        "“{column}” can mean two different days, "
        "since other dates in this column have the month first.",
        "Write the date with the year first, as in 2026-05-31.",
    ),
    "roster.date_short_year": Message(
        "The year has two digits only.",
        "Write the year with four digits, as in 2026-05-31.",
    ),
    "roster.date_with_zone": Message(
        "“{column}” is a time in some time zone, which can be another day elsewhere.",
        "Write the day alone, as in 2026-05-31.",
    ),
    "roster.date_future": Message(
        "“{column}” is in the future; today is {today}.",
        "Check the year, month and day, or issue the credential on that day.",
    ),
    "roster.date_too_early": Message(
        "“{column}” is before {earliest}.",
        "Check the year.",
    ),
    "roster.dates_out_of_order": Message(
        "“{column}” is before “{other_column}” ({other}).",
        "Check both dates.",
    ),
    # Other values.
    "roster.number_unreadable": Message(
        "“{column}” is not a number that is understood.",
        "Write digits only, such as 25 or 2.5, without unit and without thousands separator.",
    ),
    "roster.number_two_ways": Message(
        "“{column}” can mean two different numbers.",
        "Write it without a thousands separator and without needless zeros, "
        "such as 1500 or 1.5.",
    ),
    "roster.number_out_of_range": Message(
        "“{column}” must be more than 0 and at most {maximum}.",
        "Check the number.",
    ),
    "roster.language_unknown": Message(
        "“{column}” is not a language that is known.",
        "Write a language tag such as fi, de or el, or the name of the language.",
    ),
    "roster.evidence_invalid": Message(
        "“{column}” must be a complete web address that starts with https://.",
        "Copy the address from the browser. Separate several addresses by a space.",
    ),
    "roster.evidence_too_many": Message(
        "There are more than {maximum} web addresses as evidence.",
        "Keep the most important ones, or link to one page that lists them.",
    ),
    "roster.route_unknown": Message(
        "“{column}” is not one of the known ways to an award.",
        "Write one of these: {routes}.",
    ),
    "roster.became_date": Message(
        "The spreadsheet has turned “{column}” into the date {value}.",
        "Format the column as text and type the value again.",
    ),
    "roster.became_rounded": Message(
        "The spreadsheet has shortened “{column}” to a rounded number.",
        "Format the column as text and type the value again with all its digits.",
    ),
}  # fmt: skip
