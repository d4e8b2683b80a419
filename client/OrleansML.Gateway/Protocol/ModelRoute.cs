using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansML.Client;
using OrleansML.Registry;

namespace OrleansML.Gateway.Protocol;

/// <summary>Reads model and version from a route.</summary>
internal static class ModelRoute
{
    public const string Model = "model";
    public const string Version = "version";

    /// <summary>False when the version is neither a number nor an alias: no such path exists then.</summary>
    /// <param name="context">The request.</param>
    /// <param name="model">Name as sent; it may break the rule for names.</param>
    /// <param name="target">No version where the path names none; larger numbers than versions can have stand for the largest.</param>
    public static bool TryRead(HttpContext context, [NotNullWhen(true)] out string? model, out VersionTarget target)
    {
        var values = context.Request.RouteValues;
        model = values[Model] as string;
        target = default;
        if (model is null)
            return false;
        if (!values.TryGetValue(Version, out var value))
            return true;

        var text = (value as string).AsSpan();
        if (AliasName.IsValid(text))
        {
            target = VersionTarget.OfAlias((string)value!);
            return true;
        }

        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            return false;

        target = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
        return true;
    }
}
