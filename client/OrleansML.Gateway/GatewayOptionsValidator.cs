using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace OrleansML.Gateway;

/// <summary>Checks every option at start and reports all violations at once.</summary>
internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var violations = new List<string>();
        if (!IPAddress.TryParse(options.Address, out _))
        {
            violations.Add(
                $"{Path(nameof(options.Address))} is '{options.Address}'; it must be an IP address, such as 127.0.0.1 or 0.0.0.0.");
        }

        Require(nameof(options.Port), options.Port, 0, ushort.MaxValue);
        Require(nameof(options.MaximumBodyBytes), options.MaximumBodyBytes, 1L << 10, 1L << 30);
        Require(nameof(options.MaximumPushBytes), options.MaximumPushBytes, 1L << 10, 1L << 40);
        Require(nameof(options.MaximumJsonDepth), options.MaximumJsonDepth, 8, 256);
        Require(nameof(options.MaximumTensors), options.MaximumTensors, 1, 4096);
        Require(nameof(options.MaximumConnections), options.MaximumConnections, 1, 1_000_000);
        Require(nameof(options.RetryAfter), options.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Require(nameof(options.ReadinessTimeout), options.ReadinessTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        for (var index = 0; index < options.PersonalKeyHashes.Count; index++)
        {
            if (options.PersonalKeyHashes[index] is not { Length: 64 } hash || !hash.All(char.IsAsciiHexDigit))
                violations.Add($"{Path(nameof(options.PersonalKeyHashes))}:{index} must be the SHA-256 of a key: 64 hexadecimal digits.");
        }

        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);

        void Require<T>(string option, T value, T minimum, T maximum) where T : IComparable<T>, IFormattable
        {
            if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
                violations.Add($"{Path(option)} is {Text(value)}; it must lie between {Text(minimum)} and {Text(maximum)}.");
        }

        static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
    }

    private static string Path(string option) => $"{GatewayOptions.Section}:{option}";
}
