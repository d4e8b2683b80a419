using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansML.Models;

namespace OrleansML.Gateway.Health;

/// <summary>Checks every option at start and reports all violations at once.</summary>
internal sealed class HealthOptionsValidator : IValidateOptions<HealthOptions>
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, HealthOptions options)
    {
        var violations = new List<string>();
        for (var index = 0; index < options.RequiredModels.Count; index++)
        {
            if (!ModelName.IsValid(options.RequiredModels[index]))
            {
                violations.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{HealthOptions.Section}:{nameof(options.RequiredModels)}:{index} is '{options.RequiredModels[index]}'; it must be {ModelName.Rule}."));
            }
        }

        if (options.DrainDelay < TimeSpan.Zero || options.DrainDelay > LongestDelay)
        {
            violations.Add(
                $"{HealthOptions.Section}:{nameof(options.DrainDelay)} is {options.DrainDelay}; it must lie between {TimeSpan.Zero} and {LongestDelay}.");
        }

        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);
    }
}
