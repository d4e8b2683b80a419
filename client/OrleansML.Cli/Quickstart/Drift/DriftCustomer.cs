using System.Globalization;
using OrleansML.Features;
using OrleansML.Models;

namespace OrleansML.Cli.Quickstart.Drift;

/// <summary>A customer as a request and as a row of a file.</summary>
/// <param name="Region">Where they live.</param>
/// <param name="Plan">What they have.</param>
/// <param name="Tenure">For how many months.</param>
/// <param name="Monthly">What they pay.</param>
/// <param name="Tickets">Calls to support.</param>
/// <param name="Churned">Whether they leave.</param>
internal sealed record DriftCustomer(string Region, string Plan, int Tenure, double Monthly, int Tickets, bool Churned)
{
    public const string Header = "customer,region,plan,tenure,monthly,tickets,churned";

    /// <summary>The label.</summary>
    public string Label => Churned ? "yes" : "no";

    /// <summary>The customer as a row of CSV.</summary>
    /// <param name="number">Number of the customer.</param>
    public string ToCsv(int number) => string.Create(CultureInfo.InvariantCulture, $"{number},{Region},{Plan},{Tenure},{Monthly},{Tickets},{Label}");

    /// <summary>The customer as a row of a request.</summary>
    public EntityRow ToRow() => new()
    {
        Fields =
        [
            new NamedDatum("region", Region), new NamedDatum("plan", Plan), new NamedDatum("tenure", (double)Tenure),
            new NamedDatum("monthly", Monthly), new NamedDatum("tickets", (double)Tickets),
        ],
    };
}
