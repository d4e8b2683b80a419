using System.Text.Json;
using OrleansML.Features;

namespace OrleansML.Gateway.Features;

/// <summary>Values in JSON: numbers without a fraction are whole, times are text in ISO 8601.</summary>
internal static class DatumJson
{
    /// <summary>Reads a value; false where it is an object or a list, or a number that fits no type.</summary>
    public static bool TryRead(JsonElement element, out FeatureDatum datum)
    {
        datum = default;
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                datum = element.GetString();
                return true;
            case JsonValueKind.True or JsonValueKind.False:
                datum = element.GetBoolean();
                return true;
            case JsonValueKind.Null:
                return true;
            case JsonValueKind.Number when element.TryGetInt64(out var integer):
                datum = integer;
                return true;
            case JsonValueKind.Number when element.TryGetDouble(out var number) && double.IsFinite(number):
                datum = number;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads an object of names and values.</summary>
    /// <param name="element">The object.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static NamedDatum[] ReadObject(JsonElement element, string what)
    {
        if (element.ValueKind is not JsonValueKind.Object)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"{what} must be an object of names and values.");

        var values = new List<NamedDatum>();
        foreach (var member in element.EnumerateObject())
        {
            if (!TryRead(member.Value, out var datum))
                throw new OrleansMLException(ErrorCode.InvalidRequest, $"'{member.Name}' in {what} must be a text, a number, true, false or null.");
            values.Add(new NamedDatum(member.Name, datum));
        }

        return [.. values];
    }

    /// <summary>Writes a value.</summary>
    public static void Write(Utf8JsonWriter writer, in FeatureDatum datum)
    {
        switch (datum.Type)
        {
            case FeatureDatumType.Missing:
                writer.WriteNullValue();
                break;
            case FeatureDatumType.Bool:
                writer.WriteBooleanValue(datum.Bits != 0);
                break;
            case FeatureDatumType.Int or FeatureDatumType.Long:
                writer.WriteNumberValue(datum.Bits);
                break;
            case FeatureDatumType.Float:
                writer.WriteNumberValue(BitConverter.Int32BitsToSingle((int)datum.Bits));
                break;
            case FeatureDatumType.Double:
                writer.WriteNumberValue(BitConverter.Int64BitsToDouble(datum.Bits));
                break;
            default:
                writer.WriteStringValue(datum.ToString());
                break;
        }
    }

    /// <summary>An age as it is spelled here: <c>fresh</c>, <c>stale</c>, <c>expired</c>, <c>default</c>, <c>missing</c>, <c>request</c>.</summary>
    public static string NameOf(FeatureAge age) => age switch
    {
        FeatureAge.Fresh => "fresh",
        FeatureAge.Stale => "stale",
        FeatureAge.Expired => "expired",
        FeatureAge.Default => "default",
        FeatureAge.Request => "request",
        _ => "missing",
    };
}
