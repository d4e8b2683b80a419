using System.Reflection;

namespace OrleansML.Conformance.DuckDB;

/// <summary>A promise of the stand-in beyond the official package, where the test is skipped: it would read or write wrong bytes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute()
    {
        var engines = typeof(StandInFactAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Engines").Value;
        if (engines != "standin")
            Skip = "The official package reads or writes wrong bytes here.";
    }
}
