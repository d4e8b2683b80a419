using System.Globalization;

namespace OrleansML.Cli.Runs;

/// <summary>States, numbers and times of training runs, scoring jobs and pipelines for people.</summary>
internal static class RunTexts
{
    /// <summary>Stands for what is not known.</summary>
    public const string Unknown = "-";

    /// <summary>Whether a run in this state goes on no more.</summary>
    public static bool HasEnded(string state) => state is "Completed" or "Succeeded" or "Failed" or "Cancelled" or "Skipped";

    /// <summary>A text with numbers in the form that does not depend on the machine.</summary>
    public static string Text(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>A number with six digits that count.</summary>
    public static string Number(double? number) => number is { } value && double.IsFinite(value) ? value.ToString("G6", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>A number of things, such as <c>1 worker</c> or <c>1,234 rows</c>.</summary>
    /// <param name="number">How many.</param>
    /// <param name="thing">What one of them is called; more of them have an "s".</param>
    public static string Count(long number, string thing) => Text($"{number:N0} {thing}{(number == 1 ? "" : "s")}");

    /// <summary>A point in time in UTC.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);

    /// <summary>A length of time in its largest sensible unit.</summary>
    /// <param name="seconds">The time; days may be as many as there are.</param>
    public static string Length(double seconds) => seconds switch
    {
        < 120 => Text($"{Math.Max(0, seconds):0} s"),
        < 2 * 3_600 => Text($"{seconds / 60:0} min"),
        < 48 * 3_600 => Text($"{seconds / 3_600:0} h"),
        _ => Text($"{seconds / 86_400:0} days"),
    };
}
