namespace OrleansML.Learning.Pipelines;

/// <summary>Databases that SQL steps run on.</summary>
public enum SqlEngine
{
    /// <summary>Embedded, over files.</summary>
    Duckdb,

    /// <summary>A PostgreSQL server.</summary>
    Postgresql,
}
