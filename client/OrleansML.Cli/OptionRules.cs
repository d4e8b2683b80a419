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

    /// <summary>Refuses what is not a TCP port.</summary>
    public static Option<int?> Port(this Option<int?> option)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is (< 0 or > 65535) and var value)
                result.AddError($"{option.Name} is {value}; it must lie between 0 and 65535.");
        });
        return option;
    }

    /// <summary>Refuses a file that is not there.</summary>
    public static Option<T> ExistingFile<T>(this Option<T> option) where T : class?
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } path && !File.Exists(path))
                result.AddError($"{option.Name} '{path}' does not exist.");
        });
        return option;
    }
}
