using DuckDB.NET.Data;
using OrleansML.Data.History;
using OrleansML.Data.Scoring;
using OrleansML.Data.Sources;
using OrleansML.Learning.Scoring;

namespace OrleansML.DataTests.Scoring;

/// <summary>Files of one test, and what DuckDB says about them.</summary>
internal sealed class ScoringBench : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public ScoringBench() => _connection.Open();

    public static HistoryQueryOptions Options { get; } = new() { MemoryLimit = 512 << 20 };

    public string Folder => Path("job");

    public string Path(string name) => _directory.File(name);

    public string Unusable(string name) => _directory.Unusable(name);

    public void Dispose()
    {
        _connection.Dispose();
        _directory.Dispose();
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Writes a Parquet file of what a query gives.</summary>
    public string Parquet(string name, string select, int groupRows = 122_880)
    {
        Execute($"COPY ({select}) TO '{Path(name)}' (FORMAT parquet, ROW_GROUP_SIZE {groupRows})");
        return Path(name);
    }

    public string Text(string name, string content)
    {
        File.WriteAllText(Path(name), content);
        return Path(name);
    }

    /// <summary>Rows with their values separated by <c>|</c>; NULL as <c>NULL</c>.</summary>
    public List<string> Rows(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(ordinal => reader.IsDBNull(ordinal)
                ? "NULL"
                : Convert.ToString(reader.GetValue(ordinal), System.Globalization.CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    public ScoringDefinition Definition(string path, string more = "") => ScoringDefinitionReader.Read($$"""
        model: churn
        input: { path: '{{path}}' }
        key: [id]
        output: { path: '{{Folder}}' }
        {{more}}
        """);

    public Task<ScoringPlan> PlanAsync(ScoringDefinition definition, string[] columns, Action<ScoringSlice>? eachSlice = null, CancellationToken cancellationToken = default) =>
        new ScoringPlanner(Options, new SecretStore()).PlanAsync(definition, columns, Folder, eachSlice ?? (static _ => { }), cancellationToken);

    /// <summary>Reads a slice into text: the rows as <c>row: values</c>, bad ones as <c>row! reason</c>.</summary>
    public static List<string> Read<T>(ScoringPlan plan, ScoringSlice slice, ScoringTensor tensor, int blockRows = 4)
    {
        ScoringTensor[] tensors = [tensor];
        using var reader = new ScoringSliceReader(Options, ["id"], tensors);
        var block = new ScoringBlock(tensors, blockRows);
        var rows = new List<string>();
        reader.Open(slice, plan.FileOf(slice));
        while (reader.Read(block))
        {
            var values = block.Values<T>(0).ToArray().Select(static value => FormattableString.Invariant($"{value}")).Chunk(tensor.Columns.Count).ToArray();
            rows.AddRange(block.Rows.ToArray().Select((row, index) => $"{row}: {string.Join('|', values[index])}"));
            rows.AddRange(block.BadRows.Select(static bad => $"{bad.Row}! {bad.Reason}"));
        }

        return rows;
    }
}
