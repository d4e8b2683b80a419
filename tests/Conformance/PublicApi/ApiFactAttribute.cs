namespace OrleansML.Conformance.PublicApi;

/// <summary>A test that is skipped, with the reason, where there are no stand-ins or no official packages to compare.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ApiFactAttribute : FactAttribute
{
    public ApiFactAttribute() => Skip = BuildFacts.All("StandIn").Any()
        ? OfficialPackages.MissingBecause
        : "The stand-ins are compared when the tests are built with -p:Engines=standin.";
}
