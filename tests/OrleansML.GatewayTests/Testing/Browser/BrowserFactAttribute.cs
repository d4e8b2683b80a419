namespace OrleansML.GatewayTests.Testing;

/// <summary>A test that needs a real browser and says so where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.Program is null ? Browser.MissingReason : null;
}
