using System.IO.Compression;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>
/// A file of CSV or JSON lines, as text: what a text means is decided when it is used, so that a value of the wrong type makes one dead letter. A line
/// that cannot even be read is a row with a problem.
/// </summary>
internal sealed class TextChunkSource : ChunkSource
{
    private const byte NoText = 1;

    private readonly FileStream _file;
    private readonly Stream _stream;
    private readonly RecordCutter _cutter;
    private readonly string[] _columns;
    private readonly string[]? _header;

    /// <summary>Opens a file where it was left.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">CSV or JSON lines.</param>
    /// <param name="columns">Columns of the job.</param>
    /// <param name="mark">How far it was read before.</param>
    public TextChunkSource(string path, ScoringFormat format, string[] columns, StagedMark mark)
    {
        Name = path;
        Mark = mark;
        _columns = columns;
        _file = File.OpenRead(path);
        _stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(_file, CompressionMode.Decompress) : _file;
        _cutter = new RecordCutter(_stream, quoted: format == ScoringFormat.Csv);
        if (format == ScoringFormat.Csv)
            _header = TextHeader.Read(_cutter);
        _cutter.Skip(Math.Max(0, mark.Position - _cutter.Position));
    }

    public override string Name { get; }

    public override StagedMark Mark { get; private protected set; }

    public override int Load(Session session, string chunkPath, int most, CancellationToken cancellationToken)
    {
        var first = Mark.Rows + 1;
        var (rows, isEnd) = ChunkFile.Write(chunkPath, _cutter, _header is null ? NoText : (byte)',', first, most, ChunkFile.MostBytes, cancellationToken);
        Mark = new StagedMark(Mark.Rows + rows, _cutter.Position, _stream == _file ? _cutter.Position : _file.Position, null, isEnd);
        if (rows == 0)
            return 0;

        session.Execute("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans", cancellationToken);
        session.Execute($"CREATE OR REPLACE TEMP TABLE {Table} AS SELECT {(_header is null ? JsonColumns() : CsvColumns(_header))} FROM {Relation(chunkPath)}", cancellationToken);
        if (session.Numbers($"SELECT count(*) FROM {Table}", cancellationToken)[0] != rows)
            AddRejected(session, first, rows, cancellationToken);
        return rows;
    }

    public override void Dispose()
    {
        _stream.Dispose();
        _file.Dispose();
    }

    private string Relation(string path)
    {
        var fields = _header?.Length ?? 1;
        var columns = Enumerable.Range(0, fields + 1).Select(static field => $"'c{field}': 'VARCHAR'").Join();
        var layout = _header is null ? $"delim = '{(char)NoText}', quote = '', escape = ''" : "delim = ',', quote = '\"', escape = '\"'";
        return $"read_csv({Sql.Text(path)}, auto_detect = false, header = false, {layout}, columns = {{{columns}}}, store_rejects = true)";
    }

    private string CsvColumns(string[] header) => _columns
        .Select(name => $"c{TextHeader.IndexOf(header, name) + 1} AS {Sql.Name(name)}").Prepend("NULL::VARCHAR AS problem").Prepend("c0::BIGINT AS \"row\"").Join();

    private string JsonColumns() => _columns
        // A pointer as in RFC 6901, in which ~ and / are written otherwise.
        .Select(static name => $"json_extract_string(TRY_CAST(c1 AS JSON), {Sql.Text("/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))}) AS {Sql.Name(name)}")
        .Prepend("CASE WHEN TRY_CAST(c1 AS JSON) IS NULL THEN 'the line is no JSON' WHEN json_type(TRY_CAST(c1 AS JSON)) <> 'OBJECT' THEN 'the line is no JSON object' END AS problem")
        .Prepend("c0::BIGINT AS \"row\"").Join();

    // DuckDB counts records, ours one a line of the chunk, with one field more than the file has.
    private void AddRejected(Session session, long first, int rows, CancellationToken cancellationToken)
    {
        const string Counts = "regexp_extract(error_message, 'Found: ([0-9]+)', 1)";
        var fields = _header?.Length ?? 1;
        var reason = $"CASE error_type::VARCHAR WHEN 'MISSING COLUMNS' THEN concat('the line has ', TRY_CAST({Counts} AS INTEGER) - 1, ' fields, and the header {fields}') "
            + $"WHEN 'TOO MANY COLUMNS' THEN 'the line has more than {fields} fields' WHEN 'UNQUOTED VALUE' THEN 'the line has a quote inside a field' "
            + "WHEN 'INVALID ENCODING' THEN 'the line is no UTF-8' WHEN 'LINE SIZE OVER MAXIMUM' THEN 'the line is longer than 2 MB' ELSE 'the line cannot be read' END";
        var columns = _columns.Select(static name => $"c.{Sql.Name(name)}").Prepend("CASE WHEN c.\"row\" IS NULL THEN coalesce(e.reason, 'the line cannot be read') ELSE c.problem END AS problem").Prepend("r.\"row\"");
        session.Execute(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"""
                CREATE OR REPLACE TEMP TABLE {Table} AS
                SELECT {columns.Join()} FROM range({first}, {first + rows}) r("row")
                LEFT JOIN {Table} c ON c."row" = r."row"
                LEFT JOIN (SELECT line + {first - 1} AS "row", first({reason}) AS reason FROM reject_errors GROUP BY 1) e ON e."row" = r."row"
                ORDER BY r."row"
                """),
            cancellationToken);
    }
}
