using System.Net;
using Microsoft.Extensions.Options;

namespace OrleansML.Silo.Health;

/// <summary>Reports every violation in <see cref="HealthServerOptions"/> at once.</summary>
internal sealed class HealthServerOptionsValidator : IValidateOptions<HealthServerOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthServerOptions options)
    {
        var violations = new List<string>();
        if (options.Port is < 0 or > 65535)
            violations.Add($"{HealthServerOptions.Section}:{nameof(options.Port)} is {options.Port}; it must lie between 0 and 65535.");
        if (!IPAddress.TryParse(options.Address, out _))
        {
            violations.Add(
                $"{HealthServerOptions.Section}:{nameof(options.Address)} is '{options.Address}'; it must be an IP address, such as 127.0.0.1.");
        }

        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);
    }
}
