using OrleansML.Data.Sources;
using OrleansML.DataTests.Sources;

namespace OrleansML.DataTests.Scoring;

internal sealed class ScoringSecrets : ISecretStore
{
    public string Get(string name) => name == "SCORING" ? PostgresqlFixture.Password : $"not {PostgresqlFixture.Password}";
}
