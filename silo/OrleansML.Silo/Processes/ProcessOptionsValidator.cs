using Microsoft.Extensions.Options;

namespace OrleansML.Silo.Processes;

/// <summary>Reports every violation in <see cref="ProcessOptions"/> at once.</summary>
internal sealed class ProcessOptionsValidator : IValidateOptions<ProcessOptions>
{
    public ValidateOptionsResult Validate(string? name, ProcessOptions options) =>
        options.StopTimeout >= TimeSpan.FromSeconds(1) && options.StopTimeout <= TimeSpan.FromHours(1)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{ProcessOptions.Section}:{nameof(options.StopTimeout)} is '{options.StopTimeout}'; it must lie between 00:00:01 and 01:00:00.");
}
