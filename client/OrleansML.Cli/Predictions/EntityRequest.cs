using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansML.Cli.Predictions;

/// <summary>The body of a prediction by entity, from what stands on the command line.</summary>
internal static class EntityRequest
{
    /// <param name="entities">Each an entity, or its keys as <c>name=value,name=value</c>; none for one row of nothing but fields.</param>
    /// <param name="fields">Values as <c>name=value</c>, the same for every row.</param>
    /// <exception cref="CliException">A field is not of that form.</exception>
    public static JsonObject Of(IReadOnlyList<string> entities, IReadOnlyList<string> fields)
    {
        if (entities.Count == 0)
            return new JsonObject { ["fields"] = new JsonArray(FieldsOf(fields)) };

        var body = new JsonObject { ["entities"] = new JsonArray([.. entities.Select(EntityOf)]) };
        if (fields.Count > 0)
            body["fields"] = new JsonArray([.. entities.Select(_ => (JsonNode)FieldsOf(fields))]);
        return body;
    }

    private static JsonNode EntityOf(string entity)
    {
        var parts = entity.Split(',');
        if (!parts.All(static part => part.IndexOf('=', StringComparison.Ordinal) > 0))
            return JsonValue.Create(entity);
        return FieldsOf(parts);
    }

    private static JsonObject FieldsOf(IReadOnlyList<string> fields)
    {
        var values = new JsonObject();
        foreach (var field in fields)
        {
            var sign = field.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
                throw new CliException($"'{field}' is not of the form NAME=VALUE.", ExitCodes.Usage);
            values[field[..sign]] = ValueOf(field[(sign + 1)..]);
        }

        return values;
    }

    private static JsonNode? ValueOf(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return integer;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        return text switch
        {
            "true" => true,
            "false" => false,
            "null" => null,
            _ => text,
        };
    }
}
