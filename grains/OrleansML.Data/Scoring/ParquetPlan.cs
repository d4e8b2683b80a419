using DuckDB.NET.Data;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>Plans Parquet files, which are scored where they lie.</summary>
internal sealed class ParquetPlan(Session session, ScoringDefinition definition, IReadOnlyList<string> columns, CancellationToken cancellationToken)
{
    private readonly List<string> _violations = [];
    private readonly Dictionary<string, (string Type, string File)> _types = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ScoringDataException">With everything that is wrong with any of the files.</exception>
    public ScoringPlan Make(FileInput input)
    {
        var paths = ScoringFiles.Find(session, input, cancellationToken);
        foreach (var path in paths)
            Check(path);
        if (_violations.Count > 0)
            throw new ScoringDataException(ScoringFailure.Misconfigured, _violations);

        var groups = ReadGroups(paths);
        ScoringFile[] files = [.. paths.Select(path => Describe(path, groups[path].Sum()))];
        var rows = files.Sum(static file => file.Rows);
        if (rows == 0)
            throw new ScoringDataException(ScoringFailure.Misconfigured, [$"there is no row in '{input.Path}' (input.path)"]);

        var most = definition.LeaseRows ?? SliceCutter.RowsFor(rows);
        var slices = new List<ScoringSlice>();
        var first = 0L;
        foreach (var file in files)
        {
            foreach (var (start, count) in SliceCutter.Cut(groups[file.Path], most))
                slices.Add(new ScoringSlice(slices.Count, first + start, count, file.Path, start));
            first += file.Rows;
        }

        return new ScoringPlan
        {
            Files = files, Columns = [.. columns.Select(name => new ScoringField(name, _types[name].Type))], Slices = slices, Rows = rows, IsStaged = false,
        };
    }

    private void Check(string path)
    {
        try
        {
            var types = new Dictionary<string, string>(session.Describe($"read_parquet({Sql.Texts([path])})", cancellationToken), StringComparer.OrdinalIgnoreCase);
            var missing = columns.Where(name => !types.ContainsKey(name)).ToArray();
            if (missing.Length > 0)
                _violations.Add($"'{path}' has no column {missing.Select(static name => $"'{name}'").Join()}; it has {types.Keys.Join()}");
            foreach (var name in columns.Where(types.ContainsKey))
            {
                var type = types[name];
                if (!_types.TryAdd(name, (type, path)) && _types[name].Type != type && IsCarried(name))
                    _violations.Add($"'{path}' has '{name}' as {type}, and '{_types[name].File}' as {_types[name].Type}; a column that is written must have one type");
            }
        }
        catch (Exception exception) when (ScoringErrors.IsKnown(exception))
        {
            _violations.Add($"'{path}' cannot be read: {ScoringErrors.Reason(exception)}");
        }
    }

    private bool IsCarried(string name) => definition.Key.Concat(definition.Include).Contains(name, StringComparer.OrdinalIgnoreCase);

    private Dictionary<string, List<long>> ReadGroups(IReadOnlyList<string> paths)
    {
        var groups = paths.ToDictionary(static path => path, static _ => new List<long>(), StringComparer.Ordinal);
        try
        {
            session.Stream(
                $"SELECT file_name, row_group_num_rows FROM parquet_metadata({Sql.Texts(paths)}) WHERE column_id = 0 ORDER BY file_name, row_group_id",
                reader => groups[reader.GetString(0)].Add(reader.GetInt64(1)),
                cancellationToken);
        }
        catch (DuckDBException exception)
        {
            throw ScoringErrors.Reading(definition.Input is FileInput input ? input.Path : "", exception);
        }

        return groups;
    }

    private static ScoringFile Describe(string path, long rows)
    {
        try
        {
            return ScoringFiles.Describe(path, ScoringFormat.Parquet, rows);
        }
        catch (Exception exception) when (ScoringErrors.IsKnown(exception))
        {
            throw ScoringErrors.Reading(path, exception);
        }
    }
}
