using System.Net;
using Microsoft.Extensions.Options;
using OrleansML.Models;

namespace OrleansML.Silo;

/// <summary>Reports every violation in <see cref="SiloOptions"/> at once.</summary>
internal sealed class SiloOptionsValidator : IValidateOptions<SiloOptions>
{
    /// <summary>Label that carries the pool.</summary>
    public const string PoolLabel = "pool";

    public ValidateOptionsResult Validate(string? name, SiloOptions options)
    {
        var violations = Violations(options).ToArray();
        return violations.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);
    }

    private static IEnumerable<string> Violations(SiloOptions options)
    {
        if (options.Name is { } name && string.IsNullOrWhiteSpace(name))
            yield return Violation(nameof(options.Name), name, "it must not be blank");
        if (!ModelName.IsValid(options.Pool))
            yield return Violation(nameof(options.Pool), options.Pool, $"it must be {ModelName.Rule}");
        foreach (var (label, value) in options.Labels)
        {
            if (string.IsNullOrWhiteSpace(label) || label == PoolLabel)
            {
                yield return Violation(
                    $"{nameof(options.Labels)}:{label}",
                    value,
                    $"a label must have a name other than '{PoolLabel}', which {SiloOptions.Section}:{nameof(options.Pool)} sets");
            }
        }

        if (!IPAddress.TryParse(options.Address, out var address))
            yield return Violation(nameof(options.Address), options.Address, "it must be an IP address, such as 127.0.0.1");
        else if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            yield return Violation(nameof(options.Address), options.Address, "it must be an address that others reach this silo at");
        if (options.ListenAddress is { } listen && !IPAddress.TryParse(listen, out _))
            yield return Violation(nameof(options.ListenAddress), listen, "it must be an IP address, such as 0.0.0.0");
        if (!IsPort(options.SiloPort))
            yield return Violation(nameof(options.SiloPort), options.SiloPort, "it must lie between 1 and 65535");
        if (!IsPort(options.GatewayPort))
            yield return Violation(nameof(options.GatewayPort), options.GatewayPort, "it must lie between 1 and 65535");
        if (options.SiloPort == options.GatewayPort)
        {
            yield return Violation(
                nameof(options.GatewayPort), options.GatewayPort, $"it must differ from {SiloOptions.Section}:{nameof(options.SiloPort)}");
        }

        if (options.PrimarySilo is { } primary && !(IPEndPoint.TryParse(primary, out var endpoint) && endpoint.Port != 0))
            yield return Violation(nameof(options.PrimarySilo), primary, "it must be an address and port, such as 127.0.0.1:11111");
        if (string.IsNullOrWhiteSpace(options.DataDirectory) || options.DataDirectory.Contains('\0'))
            yield return Violation(nameof(options.DataDirectory), options.DataDirectory, "it must name a directory");
    }

    private static bool IsPort(int port) => port is >= 1 and <= 65535;

    private static string Violation(string option, object value, string rule) =>
        FormattableString.Invariant($"{SiloOptions.Section}:{option} is '{value}'; {rule}.");
}
