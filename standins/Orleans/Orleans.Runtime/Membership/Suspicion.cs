namespace Orleans.Runtime.Membership;

/// <summary>Why this silo votes for the death of another one.</summary>
/// <param name="Silo">The suspected silo.</param>
/// <param name="Witness">The silo that could not reach it either and whose vote counts too, or null.</param>
/// <param name="Refusing">All silos whose endpoints refuse connections: their processes have ended.</param>
internal sealed record Suspicion(SiloAddress Silo, SiloAddress? Witness, IReadOnlySet<SiloAddress> Refusing);
