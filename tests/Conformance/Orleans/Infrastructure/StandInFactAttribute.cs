using System.Reflection;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>A promise of the stand-in beyond what the official packages promise; skipped on those.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute()
    {
        var engines = typeof(StandInFactAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Engines").Value;
        if (engines != "standin")
            Skip = "The official packages do not promise this.";
    }
}
