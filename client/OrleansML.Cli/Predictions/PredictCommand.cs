using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using OrleansML.Cli.Data;
using OrleansML.Cli.Http;
using OrleansML.Registry;

namespace OrleansML.Cli.Predictions;

/// <summary><c>orleansml predict MODEL</c>: rows from a file or the command line in, one line per row out.</summary>
internal sealed class PredictCommand : Command
{
    private readonly Argument<string> _model = new("MODEL") { Description = "Name of the model." };

    private readonly Option<string?> _data = new("--data")
    {
        Description =
            "CSV file with a header (also .csv.gz); or JSON: a list of row objects, or an infer request of the Open Inference Protocol.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _input = new("--input")
    {
        Description = "An input's values, separated by commas; once per input.",
        HelpName = "NAME=VALUE,...",
    };

    private readonly Option<string?> _columns = new("--columns")
    {
        Description = "The columns of --data to use, in the model's order, separated by commas.",
        HelpName = "NAME,...",
    };

    private readonly Option<int?> _rows =
        new Option<int?>("--rows") { Description = "Take only the first N rows of --data.", HelpName = "N" }.Positive();

    private readonly Option<string[]> _entity = new("--entity")
    {
        Description = "An entity to predict, its keys joined by '|' or as NAME=VALUE,...; once per row. Features are read where they live.",
        HelpName = "ENTITY",
    };

    private readonly Option<string[]> _field = new("--field")
    {
        Description = "Request data, or with --entity a feature's value that counts in place of the live one, the same for every row; without --entity one row.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<string?> _version = new("--version")
    {
        Description = "Version or alias, such as champion. Default: what the deployment decides.",
        HelpName = "N|ALIAS",
    };

    public PredictCommand(VerbContext verbs) : base("predict", "Predict rows with a model.")
    {
        Add(_model);
        Add(_data);
        Add(_input);
        Add(_columns);
        Add(_rows);
        Add(_entity);
        Add(_field);
        Add(_version);
        _version.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !AliasName.IsValid(text) && !IsNumber(text))
                result.AddError($"--version is '{text}'; it must be a version, 1 or more, or an alias.");
        });
        Validators.Add(result =>
        {
            Option[] ways = [_data, _input, _entity];
            var named = ways.Count(way => result.GetResult(way) is not null);
            if (named > 1 || (named == 0 && result.GetResult(_field) is null))
                result.AddError("Rows are needed from one of --data FILE, --input NAME=VALUE,..., --entity ENTITY and --field NAME=VALUE.");
        });
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = verbs.OutputOf(parsed);
        using var gateway = verbs.ConnectTo(parsed);
        var entities = parsed.GetValue(_entity) ?? [];
        var fields = parsed.GetValue(_field) ?? [];
        if (entities.Length > 0 || (fields.Length > 0 && parsed.GetValue(_data) is null && parsed.GetValue(_input) is null or []))
        {
            var version = parsed.GetValue(_version);
            var request = EntityRequest.Of(entities, fields);
            if (version is not null && AliasName.IsValid(version))
                (request["alias"], version) = (version, null);
            var answer = await gateway.PredictEntitiesAsync(parsed.GetRequiredValue(_model), version, request, cancellationToken);
            var report = EntityPredictionReport.Of(answer);
            output.Write(report, console => report.Render(console));
            return ExitCodes.Success;
        }

        var response = parsed.GetValue(_data) is { } path && IsJson(path)
            ? await PredictJsonAsync(gateway, parsed, path, output, cancellationToken)
            : await PredictRowsAsync(gateway, parsed, await ReadRowsAsync(parsed, cancellationToken), output, cancellationToken);
        output.Write(PredictionReport.Of(response), console => PredictionReport.Render(console, response));
        return ExitCodes.Success;
    }

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;

    private static bool IsJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private async Task<RowTable?> ReadRowsAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        parsed.GetValue(_data) is { } path
            ? await RowTableReader.ReadCsvAsync(path, parsed.GetValue(_rows), cancellationToken)
            : null;

    private async Task<InferResponse> PredictJsonAsync(
        GatewayClient gateway, ParseResult parsed, string path, Output output, CancellationToken cancellationToken)
    {
        using var document = await ReadJsonAsync(path, cancellationToken);
        if (document.RootElement.ValueKind is JsonValueKind.Array)
        {
            var rows = RowTableReader.FromJson(path, document.RootElement, parsed.GetValue(_rows));
            return await PredictRowsAsync(gateway, parsed, rows, output, cancellationToken);
        }

        using var content = InferRequestContent.OfJson(JsonSerializer.SerializeToUtf8Bytes(document.RootElement));
        return await gateway.InferAsync(parsed.GetRequiredValue(_model), parsed.GetValue(_version), content, cancellationToken);
    }

    private async Task<InferResponse> PredictRowsAsync(
        GatewayClient gateway, ParseResult parsed, RowTable? table, Output output, CancellationToken cancellationToken)
    {
        var model = parsed.GetRequiredValue(_model);
        var version = parsed.GetValue(_version);
        var metadata = await gateway.GetMetadataAsync(model, version, cancellationToken);
        IReadOnlyList<InputColumns> inputs;
        if (table is null)
            (table, inputs) = InlineInputs.Read(model, metadata.Inputs, parsed.GetRequiredValue(_input));
        else
            inputs = InputMapper.Map(model, metadata.Inputs, table, NameList.Split(parsed.GetValue(_columns)), output.Notice);

        var scorer = new TableScorer(gateway, model, version);
        return await output.WithProgress("Predicting", progress => scorer.ScoreAsync(table, inputs, progress, cancellationToken));
    }

    private static async Task<JsonDocument> ReadJsonAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = Files.OpenRead(path);
        try
        {
            return await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken);
        }
        catch (JsonException exception)
        {
            throw new CliException($"'{path}' is not JSON: {exception.Message}", innerException: exception);
        }
    }
}
