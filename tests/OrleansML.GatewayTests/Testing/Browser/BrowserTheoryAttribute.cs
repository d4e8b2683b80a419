namespace OrleansML.GatewayTests.Testing;

/// <summary>Tests that need a real browser and say so where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Browser.Program is null ? Browser.MissingReason : null;
}
