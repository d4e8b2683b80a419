using OrleansML.Data.Sources;
using OrleansML.Learning.Features;

namespace OrleansML.DataTests.Sources;

public sealed class PostgresqlKeyedComplianceTests() : PostgresqlComplianceTests(keepsAll: false)
{
    protected override async Task<Taken> TakeAsync(string card, CancellationToken cancellationToken = default)
    {
        try
        {
            return new Taken(await Readers.Keyed!.ReadAsync(card, [FeatureValue.Of(card)], cancellationToken) is { } made ? [made] : [], []);
        }
        catch (SourceException exception) when (exception.Failure == SourceFailure.Lying)
        {
            return new Taken([], [exception.ToString()]);
        }
    }
}
