package dev.cartulary.metadata;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One item as a row. It is inserted as an entity and read by columns; changes are single statements
 * that name the version they change, so no {@code @Version} is needed and no row is read only to be
 * written.
 */
@Entity
@Table(name = "metadata")
class MetadataEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "owner")
  private String owner = "";

  @Column(name = "item_key")
  private String itemKey = "";

  @Column(name = "item_value")
  private String itemValue = "";

  @Column(name = "value_bytes")
  private int valueBytes;

  @Column(name = "data_key")
  private @Nullable String dataKey;

  @Column(name = "version")
  private long version;

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "updated_at")
  @Convert(converter = InstantMicros.class)
  private Instant updatedAt = Instant.EPOCH;

  /** For Hibernate. */
  protected MetadataEntity() {}

  /** An item in its first state. */
  MetadataEntity(MetadataOwner owner, MetadataKey key, StoredValue value, ItemState state) {
    this.id = state.id();
    this.owner = owner.text();
    this.itemKey = key.text();
    this.itemValue = value.text();
    this.valueBytes = value.bytes();
    this.dataKey = state.dataKey();
    this.version = state.version();
    this.createdAt = state.createdAt();
    this.updatedAt = state.updatedAt();
  }
}
