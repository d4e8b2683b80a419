using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace OrleansML.Gateway.Api;

/// <summary>Says which parameters in the query of a request cannot be read as what an operation takes.</summary>
internal static class QueryFaults
{
    private const int LongestValue = 80;

    private static readonly (Type Type, string Allowed, Func<string, bool> CanBeRead)[] Types =
    [
        (typeof(int), $"a whole number up to {int.MaxValue}", static text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)),
        (typeof(double), "a number", static text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)),
        (typeof(bool), "true or false", static text => bool.TryParse(text, out _)),
    ];

    /// <summary>One sentence for each.</summary>
    /// <param name="parameters">The parameters of the operation.</param>
    /// <param name="query">The query.</param>
    public static IEnumerable<string> Of(ParameterInfo[] parameters, IQueryCollection query)
    {
        foreach (var parameter in parameters)
        {
            var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            var (known, allowed, canBeRead) = Array.Find(Types, one => one.Type == type);
            if (known is null || !query.TryGetValue(parameter.Name!, out var values))
                continue;

            var text = values.ToString();
            if (values.Count > 1)
                yield return $"'{parameter.Name}' is given {values.Count} times; once is allowed.";
            else if (!canBeRead(text))
                yield return $"'{parameter.Name}' is '{(text.Length <= LongestValue ? text : $"{text.AsSpan(0, LongestValue)}...")}'; {allowed} is allowed.";
        }
    }
}
