using System.Reflection;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>A promise of the stand-in that the official packages do not make; there the test is skipped and says what happens instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    /// <summary>Whether the tests were built against the stand-in.</summary>
    public static bool IsStandIn { get; } = typeof(StandInFactAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Engines").Value == "standin";

    public StandInFactAttribute(string officially)
    {
        if (!IsStandIn)
        {
            Skip = $"The official packages do otherwise: {officially}.";
        }
    }
}
