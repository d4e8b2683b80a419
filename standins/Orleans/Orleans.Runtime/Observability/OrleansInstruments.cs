using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>The meter that all instruments of the runtime belong to.</summary>
public class OrleansInstruments
{
    /// <summary>Creates the meter <c>Microsoft.Orleans</c>.</summary>
    /// <param name="meterFactory">The factory of meters.</param>
    public OrleansInstruments(IMeterFactory meterFactory)
    {
        ArgumentNullException.ThrowIfNull(meterFactory);
        Meter = meterFactory.Create("Microsoft.Orleans");
    }

    /// <summary>Gets the meter.</summary>
    public Meter Meter { get; }
}
