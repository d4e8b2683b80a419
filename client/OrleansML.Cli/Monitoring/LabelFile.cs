using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using CsvHelper.Configuration;
using OrleansML.Cli.Data;
using OrleansML.Data.History;
using OrleansML.Data.Monitoring;
using OrleansML.Gateway.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Cli.Monitoring;

/// <summary>The labels of a file, and the lines that are none. Its format goes by its name: <c>.csv</c>, <c>.csv.gz</c>, <c>.parquet</c>, else JSON lines.</summary>
internal sealed class LabelFile
{
    private const string Prediction = "prediction_id";
    private const string Label = "label";
    private const string ObservedAt = "observed_at";

    private readonly List<PredictionLabel> _labels = [];
    private readonly List<RejectedLabelInfo> _rejected = [];

    private LabelFile()
    {
    }

    public IReadOnlyList<PredictionLabel> Labels => _labels;

    public IReadOnlyList<RejectedLabelInfo> Rejected => _rejected;

    /// <exception cref="CliException">The file cannot be read, or is not of its format.</exception>
    public static LabelFile Read(string path)
    {
        var file = new LabelFile();
        try
        {
            if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
                file.ReadParquet(path);
            else if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
                file.ReadCsv(path);
            else
                file.ReadLines(path);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or CsvHelperException)
        {
            throw new CliException($"'{path}' cannot be read: {exception.Message}", innerException: exception);
        }
        catch (HistoryException exception)
        {
            throw new CliException(exception.Message, innerException: exception);
        }

        return file._labels.Count + file._rejected.Count > 0 ? file : throw new CliException($"'{path}' has no labels.");
    }

    private void ReadParquet(string path)
    {
        var rows = ParquetLabels.Read(path);
        for (var row = 0; row < rows.Count; row++)
            Add(row + 1, rows[row].PredictionId, rows[row].Label, rows[row].ObservedAt);
    }

    private void ReadLines(string path)
    {
        using var stream = Files.OpenRead(path);
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        var (labels, rejected) = LabelLines.Read(body);
        _labels.AddRange(labels);
        _rejected.AddRange(rejected);
    }

    private void ReadCsv(string path)
    {
        using var stream = Files.OpenRead(path);
        using var content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
        using var reader = new StreamReader(content);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        if (!parser.Read())
            throw new CliException($"'{path}' is empty: a line with column names is expected first.");

        var header = parser.Record!;
        var (prediction, label, observedAt) = (PlaceOf(Prediction), PlaceOf(Label), Array.IndexOf(header, ObservedAt));
        while (parser.Read())
        {
            if (parser.Count == header.Length)
                Add(parser.RawRow, parser[prediction], parser[label], observedAt < 0 ? null : parser[observedAt]);
            else
                _rejected.Add(new RejectedLabelInfo(parser.RawRow, string.Create(CultureInfo.InvariantCulture, $"the line has {parser.Count} cells, the header has {header.Length}.")));
        }

        int PlaceOf(string name) => Array.IndexOf(header, name) is var place and >= 0
            ? place
            : throw new CliException($"'{path}' has no column '{name}', only {string.Join(", ", header)}.");
    }

    private void Add(long line, string? prediction, string? label, string? observedAt)
    {
        if (PredictionLabel.TryParse(prediction, label, observedAt, out var read, out var reason))
            _labels.Add(read);
        else
            _rejected.Add(new RejectedLabelInfo(line, $"{reason}."));
    }
}
