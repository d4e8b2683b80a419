using System.CommandLine;

namespace OrleansML.Cli;

/// <summary>Rules that values on the command line keep, checked while it is parsed.</summary>
internal static class OptionRules
{
    /// <summary>Refuses numbers below 1.</summary>
    public static Option<int?> Positive(this Option<int?> option)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 and var value)
                result.AddError($"{option.Name} is {value}; it must be 1 or more.");
        });
        return option;
    }
}
