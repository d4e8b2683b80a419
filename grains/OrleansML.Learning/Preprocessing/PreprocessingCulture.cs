using System.Globalization;

namespace OrleansML.Learning.Preprocessing;

/// <summary>
/// How a culture writes numbers and dates, after Unicode CLDR. Kept here because the platform runs without the system's culture data, which differ
/// between machines: the same text gives the same number everywhere.
/// </summary>
internal sealed record PreprocessingCulture(string Name, char Decimal, string Groups, string[] Dates)
{
    private const string Spaces = " \u00A0\u202F";
    private const int LongestNumber = 64;

    private static readonly string[] Times = ["", " H:mm", " H:mm:ss"];

    private static readonly PreprocessingCulture[] All =
    [
        new("invariant", '.', "", ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"]),
        Make("cs-CZ", ',', Spaces, "d.M.yyyy"),
        Make("da-DK", ',', ".", "d.M.yyyy"),
        Make("de-AT", ',', Spaces, "d.M.yyyy"),
        Make("de-CH", '.', "\u2019'", "d.M.yyyy"),
        Make("de-DE", ',', ".", "d.M.yyyy"),
        Make("en-GB", '.', ",", "d/M/yyyy"),
        Make("en-US", '.', ",", "M/d/yyyy"),
        Make("es-ES", ',', ".", "d/M/yyyy"),
        Make("fi-FI", ',', Spaces, "d.M.yyyy"),
        Make("fr-FR", ',', Spaces, "d/M/yyyy"),
        Make("it-IT", ',', ".", "d/M/yyyy"),
        Make("ja-JP", '.', ",", "yyyy/M/d"),
        Make("nb-NO", ',', Spaces, "d.M.yyyy"),
        Make("nl-NL", ',', ".", "d-M-yyyy"),
        Make("pl-PL", ',', Spaces, "d.M.yyyy"),
        Make("pt-BR", ',', ".", "d/M/yyyy"),
        Make("pt-PT", ',', Spaces, "d/M/yyyy"),
        Make("ru-RU", ',', Spaces, "d.M.yyyy"),
        Make("sv-SE", ',', Spaces, "yyyy-M-d"),
        Make("tr-TR", ',', ".", "d.M.yyyy"),
        Make("zh-CN", '.', ",", "yyyy/M/d"),
    ];

    public static PreprocessingCulture Invariant => All[0];

    public static IEnumerable<string> Names => All.Select(culture => culture.Name);

    /// <summary>Whether names of months can be read; only the English ones are known.</summary>
    public bool KnowsMonthNames => Name is "invariant" || Name.StartsWith("en-", StringComparison.Ordinal);

    public static PreprocessingCulture? Find(string name) => Array.Find(All, culture => culture.Name == name);

    /// <summary>
    /// Reads a number strictly: group separators only between groups of three digits, so that 1,5 is no number where the comma groups, instead of 15.
    /// </summary>
    public bool TryParseNumber(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        text = text.Trim();
        if (text.IsEmpty || text.Length > LongestNumber)
            return false;

        Span<char> plain = stackalloc char[LongestNumber];
        var length = 0;
        var position = 0;
        if (text[0] is '+' or '-' or '\u2212')
            plain[length++] = text[position++] == '+' ? '+' : '-';

        var digits = 0;
        var grouped = false;
        for (; position < text.Length; position++)
        {
            var character = text[position];
            if (char.IsAsciiDigit(character))
            {
                digits++;
                plain[length++] = character;
            }
            else if (Groups.Contains(character) && (grouped ? digits == 3 : digits is >= 1 and <= 3))
            {
                grouped = true;
                digits = 0;
            }
            else
            {
                break;
            }
        }

        if (grouped && digits != 3)
            return false;
        for (; position < text.Length; position++)
        {
            var character = text[position] == Decimal ? '.' : text[position] == '.' ? ',' : text[position];
            plain[length++] = character;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(plain[..length], Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>Reads a date, with or without a time of day; without an offset it is UTC.</summary>
    public bool TryParseDate(ReadOnlySpan<char> text, string? format, out DateTimeOffset value)
    {
        const DateTimeStyles Style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return format is null
            ? DateTimeOffset.TryParseExact(text.Trim(), Dates, CultureInfo.InvariantCulture, Style, out value)
            : DateTimeOffset.TryParseExact(text.Trim(), format, CultureInfo.InvariantCulture, Style, out value);
    }

    private static PreprocessingCulture Make(string name, char point, string groups, string date) => new(name, point, groups, [.. Times.Select(time => date + time)]);
}
