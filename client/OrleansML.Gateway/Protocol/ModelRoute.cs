using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OrleansML.Gateway.Protocol;

/// <summary>Reads model and version from a route.</summary>
internal static class ModelRoute
{
    public const string Model = "model";
    public const string Version = "version";

    /// <summary>False when the version is not a number: no such path exists then.</summary>
    /// <param name="context">The request.</param>
    /// <param name="model">Name as sent; it may break the rule for names.</param>
    /// <param name="version">Null where the path names none; larger numbers than versions can have stand for the largest.</param>
    public static bool TryRead(HttpContext context, [NotNullWhen(true)] out string? model, out int? version)
    {
        var values = context.Request.RouteValues;
        model = values[Model] as string;
        version = null;
        if (model is null)
            return false;
        if (!values.TryGetValue(Version, out var value))
            return true;

        var text = (value as string).AsSpan();
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            return false;

        version = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
        return true;
    }
}
