using System.CommandLine;

namespace OrleansML.Cli.Pipelines;

/// <summary>A point in time on the command line; without an offset it is in UTC.</summary>
internal sealed class TimeOption : Option<DateTimeOffset?>
{
    /// <param name="name">The option, such as <c>--from</c>.</param>
    /// <param name="description">What it says.</param>
    public TimeOption(string name, string description) : base(name)
    {
        Description = description;
        HelpName = "TIME";
        CustomParser = result =>
        {
            var text = result.Tokens is [var token] ? token.Value : "";
            if (IsoTime.TryParse(text, out var time))
                return time;

            result.AddError($"{name} is '{text}', which is not a time; write one such as 2026-03-01 or 2026-03-01T12:00:00+01:00. Without an offset it is in UTC.");
            return null;
        };
    }
}
