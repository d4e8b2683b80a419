using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansML.Learning.Features;

namespace OrleansML.Cli.Features;

/// <summary><c>orleansml feature put VIEW ENTITY NAME=VALUE...</c>: delivers one event by hand.</summary>
internal sealed class FeaturePutCommand : Command
{
    private readonly Argument<string> _view = new("VIEW") { Description = "Name of the view." };

    private readonly Argument<string> _entity = new("ENTITY") { Description = "The entity, its keys joined by '|'." };

    private readonly Argument<string[]> _values = new("NAME=VALUE")
    {
        Description = "Fields by their column, and the source's times and id where it has them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _source = new("--source") { Description = "Source of kind push; needed where the view has several.", HelpName = "NAME" };

    public FeaturePutCommand(VerbContext verbs) : base("put", "Deliver one event to a feature view.")
    {
        Add(_view);
        Add(_entity);
        Add(_values);
        Add(_source);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var gateway = verbs.ConnectTo(parsed);
        var info = await gateway.GetFeatureViewAsync(parsed.GetRequiredValue(_view), cancellationToken);
        var view = FeatureViewReader.Read(info.Definition);
        var record = RecordOf(view, parsed.GetRequiredValue(_entity), parsed.GetRequiredValue(_values));
        await using var events = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(record));
        var result = await gateway.IngestAsync(view.Name, parsed.GetValue(_source), events, cancellationToken);
        verbs.OutputOf(parsed).Write(result, console => FeatureIngestCommand.Render(console, result));
        return result.Rejected.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static JsonObject RecordOf(FeatureView view, string entity, string[] values)
    {
        if (!EntityKey.TryParse(view.Entity, entity, out var key, out var reason))
            throw new CliException($"'{entity}' is not an entity of view '{view.Name}': {reason}.", ExitCodes.Usage);

        var record = new JsonObject();
        for (var index = 0; index < key.Length; index++)
            record[view.Entity[index].Name] = key[index].TryGetText(out var text) ? text : JsonValue.Create(long.Parse(key[index].ToString(), CultureInfo.InvariantCulture));
        foreach (var value in values)
        {
            var sign = value.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
                throw new CliException($"'{value}' is not of the form NAME=VALUE.", ExitCodes.Usage);
            record[value[..sign]] = ValueOf(view, value[..sign], value[(sign + 1)..]);
        }

        return record;
    }

    // The type is the field's, so that a text of digits stays a text.
    private static JsonNode? ValueOf(FeatureView view, string name, string value) => view.Fields.FirstOrDefault(field => field.Column == name)?.Type switch
    {
        FeatureType.Bool when bool.TryParse(value, out var flag) => flag,
        FeatureType.Int or FeatureType.Long when long.TryParse(value, CultureInfo.InvariantCulture, out var integer) => integer,
        FeatureType.Float or FeatureType.Double when double.TryParse(value, CultureInfo.InvariantCulture, out var number) => number,
        _ => value,
    };
}
